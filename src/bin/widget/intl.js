// Dates and numbers as `Intl` formats them, in the story's language. The WebAssembly asks.

export class Formats {
  #tag;
  /** Formatters, and what they said: both are costly. */
  #kept = {};

  speak(tag) {
    try {
      [this.#tag] = Intl.DateTimeFormat.supportedLocalesOf(tag);
    } catch {}
    this.#tag ??= "en-GB";
  }

  #format(kind, options) {
    return this.#kept[kind + JSON.stringify(options)] ??= new Intl[kind](this.#tag, options);
  }

  #dates(options) {
    return this.#format("DateTimeFormat", { ...options, calendar: "gregory", timeZone: "UTC" });
  }

  date(...date) {
    return this.#kept[date] ??= this.#parts(...date);
  }

  #parts(year, month, day, short) {
    const options = { year: "numeric" };
    if (month) options.month = short ? "short" : "long";
    if (day) options.day = "numeric";
    const parts = this.#dates(options).formatToParts(Date.UTC(year, (month || 1) - 1, day || 1, 12));
    return parts.map(({ type, value }) => type[0] + value).join("\n");
  }

  time(hour, minute) {
    return this.#dates({ timeStyle: "short" }).format((hour * 60 + minute) * 60_000);
  }

  number(number) {
    return this.#kept[number] ??= this.#format("NumberFormat").format(number);
  }

  plural(count) {
    return this.#kept["#" + count] ??= this.#format("PluralRules").select(count);
  }

  /** Without accents and other marks, in small letters: as texts are compared when they are searched. */
  fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }
}
