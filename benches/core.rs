//! Native benchmarks of the core: reading a story, its layout, and search. Run with `cargo bench --bench core`.
//!
//! `cargo xtask bench` measures the page in a browser.

mod story;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use keyline::{
    layout::{List, Plan, Viewport, Zoom},
    search::{Index, TextNormalizer},
    story::{Parts, Story, read},
};

/// Measures the function that `prepare` returns, for stories of all sizes.
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
        assert!(problems.is_empty(), "the story of {size} events has problems: {problems:?}");
        (json, story)
    };
    story::SIZES.into_iter().map(read).collect()
}

fn core(criterion: &mut Criterion) {
    let stories = stories();
    every_size(criterion, "read", &stories, |json, _| move || drop(black_box(read(json))));
    every_size(criterion, "list", &stories, |_, story| move || drop(black_box(List::new(story))));
    every_size(criterion, "plan", &stories, |_, story| move || drop(black_box(Plan::new(story))));
    // The widths of a phone and of a wide screen; labels of ten letters.
    for width in [280, 1_280] {
        every_size(criterion, &format!("strip {width}"), &stories, |_, story| {
            let plan = Plan::new(story);
            let viewport = Viewport { width: f64::from(width), zoom: Zoom::default(), to_scale: false };
            move || drop(black_box(plan.strip(viewport, &|_| true, &|_| 75.0)))
        });
    }
    every_size(criterion, "index", &stories, |_, story| move || drop(black_box(indexed(story))));
    // Without the hits of an earlier query, which would save work.
    every_size(criterion, "search", &stories, |_, story| {
        let index = indexed(story);
        move || drop(black_box(index.find("minister said", &fold, None)))
    });
}

/// Folds case alone; browsers also remove accents.
fn fold(text: &str) -> String {
    text.to_lowercase()
}

fn indexed(story: &Story) -> Index {
    let mut index = Index::new(story, &Parts::default(), &Parts::default());
    index.extend(story, TextNormalizer { fold: &fold, date: &|date| date.to_string() }, usize::MAX);
    index
}

criterion_group!(benches, core);
criterion_main!(benches);
