//! How long the core takes, natively: reading a story, laying it out, and searching it. `cargo bench --bench core`.
//!
//! What a reader waits for, in a browser, is `cargo xtask bench`.

mod story;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use keyline::{
    layout::{List, Plan, Viewport, Zoom},
    search::{Index, Speech},
    story::{Story, read},
};

/// Measures what `prepare` makes out of a story, over stories of every size.
fn every_size<'a, Run: FnMut()>(
    criterion: &mut Criterion,
    name: &str,
    stories: &'a [(String, Story)],
    prepare: impl Fn(&'a str, &'a Story) -> Run,
) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    for (size, (json, story)) in story::SIZES.into_iter().zip(stories) {
        let mut run = prepare(json, story);
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| bencher.iter(&mut run));
    }
    group.finish();
}

fn stories() -> Vec<(String, Story)> {
    let read = |size| {
        let json = story::Story::new(size).json();
        let (story, problems) = read(&json);
        assert!(problems.is_empty(), "the story of {size} events has mistakes: {problems:?}");
        (json, story)
    };
    story::SIZES.into_iter().map(read).collect()
}

fn core(criterion: &mut Criterion) {
    let stories = stories();
    every_size(criterion, "read", &stories, |json, _| move || drop(black_box(read(json))));
    every_size(criterion, "list", &stories, |_, story| move || drop(black_box(List::new(story))));
    every_size(criterion, "plan", &stories, |_, story| move || drop(black_box(Plan::new(story))));
    // A phone's strip and a wall's; labels as wide as ten letters.
    for width in [280, 1_280] {
        every_size(criterion, &format!("strip {width}"), &stories, |_, story| {
            let plan = Plan::new(story);
            let view = Viewport { width: f64::from(width), zoom: Zoom::default(), to_scale: false };
            move || drop(black_box(plan.strip(view, &|_| true, &|_| 75.0)))
        });
    }
    every_size(criterion, "index", &stories, |_, story| move || drop(black_box(indexed(story))));
    // From its beginning, not as a longer form of what was found before.
    every_size(criterion, "search", &stories, |_, story| {
        let index = indexed(story);
        move || drop(black_box(index.find("minister said", &fold, None)))
    });
}

/// Without what a browser folds besides.
fn fold(text: &str) -> String {
    text.to_lowercase()
}

fn indexed(story: &Story) -> Index {
    let mut index = Index::new(story);
    index.extend(story, Speech { fold: &fold, date: &|date| date.to_string() }, usize::MAX);
    index
}

criterion_group!(benches, core);
criterion_main!(benches);
