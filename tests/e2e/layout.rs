//! Layout: order, empty space and lines, no horizontal overflow, controls, large enough targets, zoomed text, reduced motion, forced colors.

use serde_json::{Value, json};

use crate::{
    browser::{Engine, Tab, browse, browse_chromium},
    controls::EXPAND_ALL,
    pages::{self, ARABIC, DEFAULT, OLD, PICTURE},
    server::Site,
};

/// Opens every item by its `open` property, as find-in-page does.
async fn open_all(tab: &Tab) {
    tab.run("document.querySelectorAll('details').forEach(details => details.open = true)").await;
}

#[test]
fn no_story_is_wider_than_the_screen() {
    // Each width has a tab, and the time of a test, of its own.
    for width in [280, 320, 768, 1280] {
        browse(async |tab| {
            if width < 320 && tab.skips(Engine::WebKit, "its window has a larger minimum width") {
                return;
            }
            tab.size(width, 900).await;
            for story in pages::every_story() {
                tab.open_hydrated(&pages::url(&story)).await;
                open_all(tab).await;
                tab.frames().await;
                let over = "(page => page.scrollWidth > page.clientWidth && [...document.querySelectorAll('.keyline *')]
                    .filter(e => { const box = e.getBoundingClientRect(); return box.right > page.clientWidth + 1 || box.left < -1; })
                    .map(e => e.outerHTML.slice(0, 100)).slice(0, 3))(document.scrollingElement)";
                tab.becomes(over, json!(false), &format!("{story} at {width} px")).await;
            }
        });
    }
}

/// Browser zoom or text size of 200 % (WCAG 2.2, 1.4.4 and 1.4.10).
#[test]
fn text_of_twice_the_size_still_fits() {
    browse(async |tab| {
        for width in [320, 640] {
            tab.size(width, 900).await;
            for story in [DEFAULT, ARABIC] {
                tab.open_hydrated(&pages::url(story)).await;
                open_all(tab).await;
                tab.run("document.documentElement.style.setProperty('font-size', '200%')").await;
                tab.until("document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth").await;
            }
        }
    });
}

/// WCAG 2.2, 2.5.8, which excludes links in sentences.
#[test]
fn what_is_touched_is_at_least_24_pixels_wide_and_high() {
    browse(async |tab| {
        for (story, width) in [(DEFAULT, 320), (DEFAULT, 1280), (ARABIC, 320), (pages::EVERYTHING, 320)] {
            tab.size(width, 900).await;
            tab.open_hydrated(&pages::url(story)).await;
            open_all(tab).await;
            tab.frames().await;
            let small = "[...document.querySelectorAll('.keyline :is(a[href], button, summary)')]
                .filter(it => !it.closest('.keyline-prose, .keyline-correction, .keyline-updates p') && it.checkVisibility())
                .map(it => [it.outerHTML.slice(0, 100), it.getBoundingClientRect()])
                .filter(([, box]) => box.width < 23.9 || box.height < 23.9)
                .map(([html, box]) => `${html} ${Math.round(box.width)}×${Math.round(box.height)}`)";
            tab.becomes(small, json!([]), &format!("{story} at {width} px")).await;
        }
    });
}

#[test]
fn reduced_motion_means_no_motion() {
    browse(async |tab| {
        tab.prefer(&[("prefers-reduced-motion", "reduce")]).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let moving = "[...document.querySelectorAll('.keyline, .keyline *')].flatMap(e => ['', '::before', '::after'].map(part =>
            getComputedStyle(e, part || null))).filter(style => parseFloat(style.transitionDuration) > 0
                || style.animationName !== 'none' || style.scrollBehavior === 'smooth').length";
        assert_eq!(tab.get(moving).await, 0);
        tab.click(EXPAND_ALL).await;
        tab.until("!document.querySelector('details:not([open])')").await;
        assert_eq!(tab.get("document.getAnimations().length").await, 0);
    });
}

/// A short way to an item is a smooth scroll, a long one is at once.
#[test]
fn short_scrolls_are_smooth_unless_motion_is_reduced() {
    // Goes to an event that is a part of the window's height away. Returns whether it is still away once the scroll has begun, and whether
    // it is at the top of the window in the end.
    let go = "const item = document.getElementById('nato-white-house-2025/wales').closest('details');
        const top = () => Math.round(item.getBoundingClientRect().top), frame = () => new Promise(requestAnimationFrame);
        scrollTo({ top: scrollY + top() - PART * innerHeight, behavior: 'instant' });
        const { scrollIntoView } = Element.prototype;
        const begun = new Promise(done => {
            Element.prototype.scrollIntoView = function (...given) { scrollIntoView.apply(this, given); done(top()); };
        });
        document.querySelector('keyline-story').goTo('wales');
        const first = await begun;
        let [last, still] = [first, 0];
        while (still < 20) { await frame(); still = top() === last ? still + 1 : 0; last = top(); }
        return [first > last + 20, last >= 0 && last < 100];";
    browse(async |tab| {
        let at_once = tab.skips(Engine::WebKit, "WebKitGTK scrolls at once under automation");
        // Motion is wanted until less of it is preferred.
        for (reduce, part, is_smooth) in [(false, "0.95", true), (false, "2.5", false), (true, "0.95", false)] {
            if reduce {
                tab.prefer(&[("prefers-reduced-motion", "reduce")]).await;
            }
            tab.open("about:blank").await;
            tab.open_hydrated(&pages::url(DEFAULT)).await;
            let went = tab.run(&format!("return (async () => {{ {} }})()", go.replace("PART", part))).await;
            assert_eq!(went, json!([is_smooth && !at_once, true]), "{reduce}, {part}");
        }
    });
}

#[test]
fn forced_colors_keep_text_marks_and_edges_visible() {
    browse_chromium("only DevTools has forced colors and screenshots of a part", async |tab| {
        tab.prefer(&[("forced-colors", "active"), ("prefers-color-scheme", "dark")]).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.holds("matchMedia('(forced-colors: active)').matches").await;
        let ground = tab.text("getComputedStyle(document.querySelector('.keyline')).backgroundColor").await;
        for (selector, property) in [
            (".keyline-title", "color"),
            (".keyline-prose", "color"),
            (".keyline-strip text", "fill"),
            (".keyline-strip line", "stroke"),
            (".keyline-point", "fill"),
            (".keyline-bar", "fill"),
            (EXPAND_ALL, "color"),
            (EXPAND_ALL, "borderTopColor"),
        ] {
            let ink = tab.text(&format!("getComputedStyle(document.querySelector('{selector}')).{property}")).await;
            assert_ne!(ink, ground, "{property} of {selector}");
        }
        // The strip isn't blank: a screenshot of one color would be a much smaller PNG.
        tab.run("document.querySelector('.keyline-strip').scrollIntoView({ block: 'center' })").await;
        let strip = tab.picture("document.querySelector('.keyline-strip')").await;
        assert!(strip.len() > 4_000, "the strip is blank: {} bytes", strip.len());
    });
}

/// Expression: the height in CSS pixels of the highest empty rectangle beside text that is a quarter of the window wide. Rules end it.
const EMPTY: &str = "(() => {
    const cell = 8, wide = Math.ceil(innerWidth / 4 / cell);
    const height = document.scrollingElement.scrollHeight, columns = Math.floor(innerWidth / cell);
    const used = Array.from({ length: Math.ceil(height / cell) + 1 }, () => new Uint8Array(columns));
    const use = ({ left, right, top, bottom }) => {
        for (let y = Math.max(0, Math.floor((top + scrollY) / cell)); y < Math.min(used.length, (bottom + scrollY) / cell); y++)
            for (let x = Math.max(0, Math.floor(left / cell)); x < Math.min(columns, right / cell); x++) used[y][x] = 1;
    };
    const story = document.querySelector('.keyline'), range = document.createRange(), isRtl = story.dir === 'rtl';
    const walker = document.createTreeWalker(story, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        if (!text.data.trim() || !text.parentElement.checkVisibility({ visibilityProperty: true }) || text.parentElement.closest('svg, .keyline-live-region')) continue;
        range.selectNodeContents(text);
        [...range.getClientRects()].forEach(use);
    }
    story.querySelectorAll('img, .keyline-strip, button').forEach(element => use(element.getBoundingClientRect()));
    // The disclosure mark is at the end of its row.
    story.querySelectorAll('summary').forEach(row => {
        const { left, right, top } = row.getBoundingClientRect();
        use({ left: isRtl ? left : right - 20, right: isRtl ? left + 20 : right, top, bottom: top + 40 });
    });
    // Rules between parts and cards, and the rail of the list.
    story.querySelectorAll('.keyline-contents, .keyline-section, .keyline-timeline, .keyline-sources, .keyline-updates, .keyline-card, .keyline-event, .keyline-foot, .keyline-sources li, .keyline-updates > ol > li').forEach(part => {
        const { left, right, top } = part.getBoundingClientRect();
        // The number of a source is before it.
        use({ left: left - 36, right, top, bottom: top + 2 });
    });
    story.querySelectorAll('.keyline-rows > li').forEach(row => {
        const { left, right, top, bottom } = row.getBoundingClientRect();
        use({ left: isRtl ? right - 12 : left, right: isRtl ? right : left + 12, top, bottom });
    });
    let highest = 0;
    for (let x = 0; x + wide <= columns; x++) {
        let first = -1, last = -1;
        used.forEach((row, y) => {
            if (row.subarray(x, x + wide).includes(1)) first = -1;
            else if (row.includes(1)) {
                if (first < 0) first = y;
                last = y;
                highest = Math.max(highest, (last + 1 - first) * cell);
            }
        });
    }
    return highest;
})()";

/// The example stories, one of events alone and one of cards alone.
fn shapes() -> Vec<String> {
    let mut stories = Vec::from([DEFAULT, OLD, ARABIC].map(pages::url));
    for (name, alone) in [("events-alone", "timeline"), ("cards-alone", "sections")] {
        let json = pages::json(DEFAULT).to_string().replace("](#", "](https://example.org/#");
        let mut story: Value = serde_json::from_str(&json).expect("JSON");
        let parts = [alone, "version", "id", "title", "summary"];
        story.as_object_mut().expect("a story").retain(|field, _| parts.contains(&&**field));
        for event in story["timeline"]["events"].as_array_mut().into_iter().flatten() {
            event.as_object_mut().expect("an event").retain(|field, _| !["cards", "sources"].contains(&&**field));
        }
        for section in story["sections"].as_array_mut().into_iter().flatten() {
            for card in section["cards"].as_array_mut().into_iter().flatten() {
                card.as_object_mut().expect("a card").retain(|field, _| !["events", "sources"].contains(&&**field));
            }
        }
        stories.push(pages::url_of(name, &story));
    }
    stories
}

#[test]
fn a_wide_screen_has_no_empty_half() {
    browse(async |tab| {
        for (width, height) in [(1280, 800), (1920, 1080)] {
            tab.size(width, height).await;
            for url in shapes() {
                tab.open_hydrated(&url).await;
                for state in ["closed", "open"] {
                    if state == "open" {
                        tab.run("document.querySelector('keyline-story').expandAll()").await;
                        tab.until("!document.querySelector('.keyline details:not([open])')").await;
                    }
                    tab.frames().await;
                    let highest = tab.get(EMPTY).await.as_u64();
                    assert!(highest <= Some(400), "{url} at {width} px, {state}: {highest:?} px are empty");
                }
            }
        }
    });
}

#[test]
fn lines_have_a_length_that_reads_well() {
    // Texts of three lines and more with less than 45 or more than 80 letters a line. The last line may be short.
    let wrong = "[...document.querySelectorAll('.keyline-prose > p, .keyline-teaser')].flatMap(text => {
        const count = Math.round(text.getBoundingClientRect().height / parseFloat(getComputedStyle(text).lineHeight));
        const { length } = text.textContent;
        const reads = count < 3 || (length / count <= 80 && length / (count - 1) >= 45);
        return text.checkVisibility() && !reads ? [`${length} in ${count}: ${text.textContent.slice(0, 40)}`] : [];
    })";
    browse(async |tab| {
        for (width, height) in [(1280, 800), (1920, 1080)] {
            tab.size(width, height).await;
            for url in shapes() {
                tab.open_hydrated(&url).await;
                tab.run("document.querySelector('keyline-story').expandAll()").await;
                tab.until("!document.querySelector('.keyline details:not([open])')").await;
                tab.becomes(wrong, json!([]), &format!("{url} at {width} px")).await;
            }
        }
    });
}

#[test]
fn the_page_is_read_from_top_to_bottom() {
    browse(async |tab| {
        for width in [360, 768, 1280, 1920] {
            tab.size(width, 900).await;
            tab.open_hydrated(&pages::url(DEFAULT)).await;
            let order = "[...document.querySelectorAll('.keyline > *, .keyline-content > *')].filter(it => it.checkVisibility()
                && !it.matches('.keyline-search, .keyline-content, .keyline-live-region')).map(it => it.getBoundingClientRect().top)";
            tab.holds(&format!("(tops => tops.every((top, index) => index === 0 || top > tops[index - 1]))({order})"))
                .await;
            let parts =
                "[...document.querySelectorAll('.keyline-section, .keyline-timeline')].map(it => it.id.split('/')[1])";
            let expected = ["key-points", "context-and-challenges", "_timeline", "future", "conclusion"];
            assert_eq!(tab.get(parts).await, json!(expected), "the timeline follows the last cards");
        }
    });
}

#[test]
fn the_first_key_point_and_the_strip_are_near_the_top() {
    let top = |part: &str| format!("document.querySelector('{part}').getBoundingClientRect().top + scrollY");
    browse(async |tab| {
        tab.size(360, 740).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        tab.until(&format!("{} < 1.5 * 740", top(".keyline-card"))).await;
        for (width, height) in [(1280, 800), (1920, 1080)] {
            tab.size(width, height).await;
            for url in Vec::from([DEFAULT, OLD, ARABIC].map(pages::url)) {
                tab.open_hydrated(&url).await;
                for part in [".keyline-card", ".keyline-strip"] {
                    tab.until(&format!("{} < 2 * {height}", top(part))).await;
                }
            }
        }
    });
}

#[test]
fn the_controls_take_one_line_each_on_a_phone() {
    browse(async |tab| {
        tab.size(360, 740).await;
        tab.open_hydrated(&pages::url(DEFAULT)).await;
        let rows = "new Set([...document.querySelectorAll('.keyline-toolbar > *, .keyline-toolbar button')]
            .filter(it => it.checkVisibility()).map(it => Math.round(it.getBoundingClientRect().bottom))).size";
        assert_eq!(tab.get(rows).await, 1);
        let height = "['.keyline-toolbar', '.keyline-zoom', '.keyline-gaps'].reduce((sum, part) =>
            sum + document.querySelector(part).getBoundingClientRect().height, 0)";
        let height = tab.get(height).await.as_f64();
        assert!(height <= Some(96.0), "{height:?} px");
    });
}

#[test]
fn a_story_of_one_instant_has_neither_strip_nor_toolbar() {
    browse(async |tab| {
        let events = |dates: &[&str]| {
            let events = dates.iter().map(|date| json!({ "date": date, "title": "Event", "body": "Text." }));
            json!({ "version": 1, "id": "few", "title": "Few", "timeline": { "events": events.enumerate().map(|(index, mut event)| {
                event["id"] = format!("e{index}").into();
                event
            }).collect::<Vec<_>>() } })
        };
        for (dates, has_strip) in
            [(&["2025"][..], false), (&["2025-03-13", "2025-03-13"], false), (&["2025-03-13", "2025-03-14"], true)]
        {
            tab.open_hydrated(&pages::url_of(&format!("few-{}-{has_strip}", dates.len()), &events(dates))).await;
            tab.holds(&format!("{has_strip} === !!document.querySelector('.keyline-strip')")).await;
            tab.holds(&format!("{has_strip} === !!document.querySelector('.keyline-toolbar')")).await;
            // A story of few events has no search and no filters.
            tab.holds("!document.querySelector('.keyline-search-button, .keyline-filters')").await;
            assert_eq!(tab.console().await, [""; 0]);
        }
    });
}

#[test]
fn what_is_scrolled_to_is_below_a_header_that_sticks() {
    browse(async |tab| {
        tab.size(1280, 700).await;
        let html = pages::page(DEFAULT).replace(
            "<main>",
            "<style>body { --keyline-sticky-offset: 90px }</style>\
             <header style=\"position: sticky; top: 0; z-index: 9; height: 90px; background: #ccc\">A header</header><main>",
        );
        tab.open_hydrated(&pages::save("sticky", &pages::without_policy(&html))).await;
        tab.click(".keyline-contents a[href$='/_timeline']").await;
        tab.until(
            "(top => top >= 90 && top < 300)(document.querySelector('.keyline-timeline').getBoundingClientRect().top)",
        )
        .await;
        tab.run("scrollTo(0, document.body.scrollHeight)").await;
        tab.run("document.querySelector('keyline-story').goTo('wales')").await;
        tab.until("(top => top >= 90 && top < 300)(document.querySelector('[aria-current] > summary').getBoundingClientRect().top)").await;
        tab.search("nato").await;
        tab.until("Math.abs(document.querySelector('.keyline-search-bar').getBoundingClientRect().top - 90) < 2").await;
    });
}

#[test]
fn a_plain_row_has_an_address_and_its_link() {
    browse(async |tab| {
        let story = json!({ "version": 1, "id": "plain", "title": "Plain", "timeline": { "events": [
            { "id": "one", "date": "2024", "title": "Nothing more" },
            { "id": "two", "date": "2025", "title": "More", "body": "Text." },
        ] } });
        let url = pages::url_of("plain", &story);
        tab.open_hydrated(&format!("{url}#plain/one")).await;
        tab.until("document.getElementById('plain/one').matches('div.keyline-event[aria-current=true]')").await;
        tab.holds("document.querySelector('[id=\"plain/one\"] .keyline-copy').getAttribute('href') === '#plain/one'")
            .await;
        tab.holds("document.querySelectorAll('details').length === 1").await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}

#[test]
fn pictures_lead_the_story_and_stand_beside_closed_rows() {
    browse(async |tab| {
        let mut story = pages::json(DEFAULT);
        let picture =
            json!({ "kind": "image", "src": "picture.png", "alt": "A picture", "width": 1600, "height": 900 });
        story["image"] = picture.clone();
        story["timeline"]["events"][0]["media"] = picture;
        let html = pages::without_policy(&pages::page_of("pictures", &story));
        let server = Site::new().file("/picture.png", PICTURE).file("/", html).serve();
        for (width, height) in [(360, 740), (1280, 800)] {
            tab.size(width, height).await;
            tab.open_hydrated(&server.url("/")).await;
            let top = "document.querySelector('.keyline-card').getBoundingClientRect().top + scrollY";
            tab.until("document.querySelector('.keyline-lead img').complete").await;
            tab.until(&format!("{top} < 1.5 * {height}")).await;
            let thumbnail = "document.querySelector('.keyline-thumbnail')";
            tab.holds(&format!(
                "{thumbnail}.checkVisibility() && {thumbnail}.alt === '' && {thumbnail}.loading === 'lazy'"
            ))
            .await;
            tab.holds(&format!("{thumbnail}.offsetWidth === 72 && {thumbnail}.offsetHeight === 72")).await;
            tab.run(&format!("{thumbnail}.closest('summary').click()")).await;
            tab.until(&format!("!{thumbnail}.checkVisibility()")).await;
            tab.holds("document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth").await;
            assert_eq!(tab.console().await, [""; 0]);
        }
    });
}

#[test]
fn a_picture_in_the_page_is_shown_without_requests() {
    const GIF: &str = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==";
    browse(async |tab| {
        let mut story = pages::json(DEFAULT);
        story["image"] = json!({ "kind": "image", "src": GIF, "alt": "A picture" });
        tab.open_hydrated(&pages::url_of("picture-in-page", &story)).await;
        tab.until("document.querySelector('.keyline-lead img').naturalWidth === 1").await;
        assert_eq!(tab.console().await, [""; 0]);
    });
}

/// What is clipped has room for the ring around what has the focus.
#[test]
fn no_ring_is_clipped() {
    browse_chromium("rows are clipped only there", async |tab| {
        tab.open_hydrated(&pages::url_of("rings", &pages::long_story(500))).await;
        for clipped in [".keyline-rows > li", "details.keyline-group", ".keyline-sources"] {
            let style = format!("getComputedStyle(document.querySelector('{clipped}'))");
            tab.holds(&format!("{style}.contain.includes('paint') || {style}.contentVisibility === 'auto' || {style}.overflowX === 'clip'")).await;
            tab.holds(&format!("parseFloat({style}.overflowClipMargin) >= 4")).await;
        }
    });
}
