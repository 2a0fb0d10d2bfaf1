//! How long the core takes, natively: reading a story, and laying it out. `cargo bench --bench core`.
//!
//! What a reader waits for, in a browser, is `cargo xtask bench`.

mod story;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use keyline::{
    layout::{List, Plan, View},
    state::Zoom,
    story::{Story, read},
};

/// Runs a function over stories of every size.
fn every_size(criterion: &mut Criterion, name: &str, mut run: impl FnMut(&str, &Story)) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    for size in story::SIZES {
        let json = story::Story::new(size).json();
        let (story, problems) = read(&json);
        assert!(problems.is_empty(), "the story of {size} events has mistakes: {problems:?}");
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| bencher.iter(|| run(&json, &story)));
    }
    group.finish();
}

fn reading(criterion: &mut Criterion) {
    every_size(criterion, "read", |json, _| {
        black_box(read(json));
    });
}

fn layout(criterion: &mut Criterion) {
    // A phone's strip and a wall's; labels as wide as ten letters.
    for width in [280, 1_280] {
        every_size(criterion, &format!("strip {width}"), |_, story| {
            let view = View { width: f64::from(width), zoom: Zoom::default(), to_scale: false };
            black_box(Plan::new(story).strip(view, &|_| true, &|_| 75.0));
        });
    }
    every_size(criterion, "list", |_, story| {
        black_box(List::new(story));
    });
}

criterion_group!(core, reading, layout);
criterion_main!(core);
