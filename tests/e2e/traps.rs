//! Traps in WebAssembly: the story starts again or stays as text, and no code of that instance runs after its trap.
//!
//! Yew panics when a DOM method throws. So the test page makes DOM methods throw when WebAssembly calls them.

use serde_json::json;

use crate::{
    browser::{Tab, browse},
    controls::{EXPAND_ALL, HYDRATED, NOT_HYDRATED, ZOOM_IN, element, read_event, read_in},
    pages::{self, DEFAULT, item},
};

/// Counts the calls into each instance of the widget in `instances`, and records `keyline-error` reasons and uncaught errors. `ready` is
/// the number of instances when a story was ready last.
///
/// The next `failures` calls from WebAssembly to these DOM methods throw. Freeing memory doesn't count, since the garbage collector
/// triggers it.
const TRAPS: &str = "window.instances = []; window.failures = 0; window.reasons = []; window.uncaught = [];
    let depth = 0;
    const counted = exports => {
        const index = instances.push(0) - 1;
        const count = call => (...given) => {
            instances[index]++;
            depth++;
            try { return call(...given); } finally { depth--; }
        };
        const isCall = (name, value) => typeof value === 'function' && !/free|alloc|destroy|drop/.test(name);
        return Object.fromEntries(Object.entries(exports).map(([name, value]) => [name, isCall(name, value) ? count(value) : value]));
    };
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const instantiate = window.WebAssembly[name];
        window.WebAssembly[name] = async (...given) => {
            const made = await instantiate.apply(window.WebAssembly, given);
            const { instance = made, module } = made;
            return { instance: { exports: counted(instance.exports) }, module };
        };
    }
    for (const [prototype, name] of [[Node.prototype, 'insertBefore'], [Element.prototype, 'setAttribute'], [Document.prototype, 'createElement']]) {
        const original = prototype[name];
        prototype[name] = function (...given) {
            if (depth && window.failures > 0) {
                window.failures--;
                throw new DOMException('The test has broken it', 'NotSupportedError');
            }
            return original.apply(this, given);
        };
    }
    window.ready = 0;
    addEventListener('keyline-ready', () => window.ready = instances.length);
    addEventListener('keyline-error', ({ detail }) => reasons.push(detail.reason));
    addEventListener('error', event => uncaught.push(event));
    addEventListener('unhandledrejection', event => uncaught.push(event));";

/// Expression: the messages of unhandled errors.
const UNCAUGHT: &str =
    "uncaught.filter(event => !event.defaultPrevented).map(event => event.message ?? String(event.reason))";

/// Waits until pending timers and frames have run, and those that they started.
const SETTLED: &str =
    "return new Promise(done => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 700))";

async fn open(tab: &Tab) {
    tab.before_load(TRAPS).await;
    tab.open_hydrated(&pages::url(DEFAULT)).await;
    tab.holds("instances.length === 1 && instances[0] > 0").await;
}

/// Asserts that the story has trapped once and works again, and that the trapped instance isn't called.
async fn check_it_started_again(tab: &Tab) {
    tab.until(&format!("instances.length === 2 && ready === 2 && {}", element(HYDRATED))).await;
    tab.run(SETTLED).await;
    tab.run("window.before = instances[0]").await;
    let wales = item("nato-white-house-2025/wales");
    read_event(tab, "wales").await;
    tab.until(&format!("{wales}.open && {wales}.getAttribute('aria-current') === 'true'")).await;
    tab.click(EXPAND_ALL).await;
    tab.until("!document.querySelector('details:not([open])')").await;
    trigger_listeners(tab).await;
    assert_eq!(tab.get("instances[0] - before").await, 0, "calls into the dead instance");
    assert_eq!(tab.get("reasons").await, json!([]));
    assert_eq!(tab.get(UNCAUGHT).await, json!([]));
}

/// Triggers what instances listen to: hashchange, resize, pagehide, wheel.
async fn trigger_listeners(tab: &Tab) {
    tab.run("location.hash = '#nato-white-house-2025/jeddah'").await;
    tab.size(700, 800).await;
    tab.size(1280, 900).await;
    tab.run("dispatchEvent(new PageTransitionEvent('pagehide')); dispatchEvent(new Event('resize'))").await;
    tab.run("document.querySelector('.keyline-strip').dispatchEvent(new WheelEvent('wheel', { deltaY: -60, ctrlKey: true, bubbles: true, cancelable: true }))")
        .await;
    tab.run(SETTLED).await;
}

#[test]
fn a_trap_in_a_click_starts_the_story_again() {
    browse(async |tab| {
        open(tab).await;
        tab.run("window.failures = 1").await;
        tab.click(ZOOM_IN).await;
        check_it_started_again(tab).await;
    });
}

#[test]
fn a_trap_in_a_frame_starts_the_story_again() {
    browse(async |tab| {
        open(tab).await;
        tab.search("").await;
        tab.run("window.failures = 1").await;
        tab.search("rutte").await;
        tab.until("failures === 0").await;
        check_it_started_again(tab).await;
    });
}

/// If open groups have more than a hundred rows in all, timers hydrate the later groups.
#[test]
fn a_trap_in_a_timer_starts_the_story_again() {
    browse(async |tab| {
        let html = pages::page_of("trap-in-timer", &pages::long_story(300));
        let html = html.replace("<details class=\"keyline-group\">", "<details class=\"keyline-group\" open=\"\">");
        let last = html.rfind("class=\"keyline-name\">Event").expect("an event");
        let summary = "<summary class=\"keyline-row\">";
        let at = html[..last].rfind(summary).expect("a summary") + summary.len();
        let html = format!("{}<i>Broken</i>{}", &html[..at], &html[at..]);
        tab.before_load(TRAPS).await;
        tab.open(&pages::save("trap-in-timer-broken", &html)).await;
        tab.until(&format!("instances.length === 2 && ready === 2 && {}", element(HYDRATED))).await;
        tab.run(SETTLED).await;
        tab.run("window.before = instances[0]").await;
        // Timers draw this group, too.
        tab.until("document.getElementById('long/e299')").await;
        let last = item("long/e299");
        tab.run(&format!("{last}.querySelector('summary').click()")).await;
        tab.until(&format!("{last}.open && {last}.getAttribute('aria-current') === 'true'")).await;
        tab.run(SETTLED).await;
        assert_eq!(tab.get("instances[0] - before").await, 0, "calls into the dead instance");
        assert_eq!(tab.get("reasons").await, json!([]));
        assert_eq!(tab.get(UNCAUGHT).await, json!([]));
    });
}

#[test]
fn a_trap_while_it_hydrates_starts_the_story_again() {
    browse(async |tab| {
        tab.before_load(TRAPS).await;
        tab.before_load("window.failures = 1").await;
        tab.open(&pages::url(DEFAULT)).await;
        check_it_started_again(tab).await;
    });
}

#[test]
fn a_trap_while_it_is_drawn_anew_starts_the_story_again() {
    browse(async |tab| {
        open(tab).await;
        tab.run("window.failures = 1; const host = document.querySelector('keyline-story'); host.story = host.story")
            .await;
        check_it_started_again(tab).await;
    });
}

/// Opens the page and lets every DOM method fail from the first click on: the story panics, starts again, and panics again.
async fn open_and_panic_twice(tab: &Tab) {
    open(tab).await;
    tab.run("window.failures = Infinity").await;
    tab.click(ZOOM_IN).await;
    tab.until("reasons.length").await;
}

#[test]
fn nothing_of_an_instance_runs_after_its_panic() {
    browse(async |tab| {
        open_and_panic_twice(tab).await;
        tab.run("window.failures = 0").await;
        tab.run(SETTLED).await;
        assert_eq!(tab.get("reasons").await, json!(["panic"]));
        tab.run("window.before = [...instances]").await;
        trigger_listeners(tab).await;
        tab.click(".keyline-card > summary").await;
        tab.until("document.querySelector('.keyline-card').open").await;
        assert_eq!(tab.get("instances.map((calls, index) => calls - before[index])").await, json!([0, 0]));
        assert_eq!(tab.get("reasons").await, json!(["panic"]));
        assert_eq!(tab.get(UNCAUGHT).await, json!([]));
    });
}

#[test]
fn a_story_that_panicked_twice_is_not_hydrated() {
    browse(async |tab| {
        open_and_panic_twice(tab).await;
        tab.until(&element(NOT_HYDRATED)).await;
        let buttons = "[...document.querySelectorAll('.keyline button')]
            .filter(button => button.checkVisibility({ visibilityProperty: true })).length";
        assert_eq!(tab.get(buttons).await, 0, "buttons that do nothing");
    });
}

#[test]
fn an_effect_that_fails_leaves_a_story_that_answers() {
    for fails in ["Element.prototype.scrollIntoView", "HTMLElement.prototype.focus", "history.pushState"] {
        browse(async |tab| {
            tab.before_load(TRAPS).await;
            tab.size(800, 500).await;
            tab.open_hydrated(&pages::url(DEFAULT)).await;
            tab.run(&format!(
                "const original = {fails}; window.failed = 0;
                 {fails} = function () {{ {fails} = original; window.failed++; throw new TypeError('The test has broken it'); }}"
            ))
            .await;
            read_in(tab, "document", "the-hague").await;
            tab.until("failed === 1").await;
            tab.run(SETTLED).await;
            tab.until(&element(HYDRATED)).await;
            let wales = item("nato-white-house-2025/wales");
            read_event(tab, "wales").await;
            tab.until(&format!("{wales}.open && {wales}.getAttribute('aria-current') === 'true'")).await;
            tab.until("location.hash === '#nato-white-house-2025/wales'").await;
            assert_eq!(tab.get("reasons").await, json!([]), "{fails}");
        });
    }
}

#[test]
fn a_listener_of_the_pages_own_that_throws_is_no_panic() {
    for (index, thrown) in ["new Error('mine')", "new WebAssembly.RuntimeError('unreachable')"].into_iter().enumerate()
    {
        browse(async |tab| {
            let listener = format!(
                "<script>addEventListener('keyline-toggle', () => {{ throw {thrown} }}, {{ once: true }})</script></body>"
            );
            let html = pages::replaced(&pages::without_policy(&pages::page(DEFAULT)), "</body>", &listener);
            tab.before_load(TRAPS).await;
            tab.open_hydrated(&pages::save(&format!("throws-{index}"), &html)).await;
            for id in ["wales", "jeddah"] {
                let details = item(&format!("nato-white-house-2025/{id}"));
                tab.run(&format!("{details}.querySelector('summary').click()")).await;
                tab.until(&format!("{details}.open && {details}.getAttribute('aria-current') === 'true'")).await;
            }
            // The page's error is reported, and the story has none.
            tab.until("uncaught.length").await;
            assert_eq!(tab.get("uncaught.length").await, 1);
            assert_eq!(tab.get(&format!("{UNCAUGHT}.length")).await, 1);
            assert_eq!(tab.get("[instances.length, reasons.length]").await, json!([1, 0]));
        });
    }
}
