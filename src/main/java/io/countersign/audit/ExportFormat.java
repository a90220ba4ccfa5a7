package io.countersign.audit;

import java.util.Arrays;
import java.util.List;

/** In which form an export is written. */
enum ExportFormat {
  /** RFC 4180 with a head line, safe to open in a spreadsheet. */
  CSV("csv", "text/csv;charset=UTF-8"),
  /** One JSON document a line, with every field that is kept. */
  JSON_LINES("jsonl", "application/x-ndjson"),
  /** A CloudEvents 1.0 batch, whose events carry the documents as data. */
  CLOUD_EVENTS("cloudevents", "application/cloudevents-batch+json");

  static final List<String> WORDS = Arrays.stream(values()).map(it -> it.word).toList();

  private final String word;
  private final String mediaType;

  ExportFormat(String word, String mediaType) {
    this.word = word;
    this.mediaType = mediaType;
  }

  static ExportFormat of(String word) {
    return values()[WORDS.indexOf(word)];
  }

  String word() {
    return word;
  }

  String mediaType() {
    return mediaType;
  }
}
