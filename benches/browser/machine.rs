//! The machine, and the date of the measurement.

use std::fs;

use crate::chromium::{Chromium, Outcome, Profile};

/// Returns the load average of five minutes: above the number of cores, other processes disturb the measurement.
pub fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split(' ').nth(1)?.parse().ok()
}

/// Describes processor, cores, memory, system, browser and date, as far as available.
pub async fn describe() -> String {
    let file = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let after = |text: &str, name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        line.map(|rest| rest.trim_matches([' ', '\t', ':', '=', '"']).to_owned())
    };
    let processor = after(&file("/proc/cpuinfo"), "model name");
    let cores = std::thread::available_parallelism().map(|cores| format!("{cores} cores")).ok();
    let memory = after(&file("/proc/meminfo"), "MemTotal");
    let memory = memory.and_then(|size| size.split(' ').next()?.parse::<f64>().ok());
    let memory = memory.map(|kibibytes| format!("{:.0} GB of memory", kibibytes * 1024.0 / 1e9));
    let system = after(&file("/etc/os-release"), "PRETTY_NAME").unwrap_or_else(|| std::env::consts::OS.to_owned());
    let kernel = file("/proc/sys/kernel/osrelease");
    let (browser, day) = browser().await.unwrap_or_default();
    let parts = [processor, cores, memory, Some(format!("{system} {}", kernel.trim())), Some(browser), Some(day)];
    parts.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(" · ")
}

async fn browser() -> Outcome<(String, String)> {
    let chromium = Chromium::open(Profile::Fast, "", "about:blank").await?;
    let version = chromium.devtools("Browser.getVersion", serde_json::json!({})).await;
    let day = chromium.evaluate("new Date().toLocaleDateString('sv')").await;
    chromium.close().await;
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    Ok((text(&version?["product"]).replace("Chrome/", "Chromium "), text(&day?)))
}
