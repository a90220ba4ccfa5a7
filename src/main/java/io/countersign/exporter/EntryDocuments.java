package io.countersign.exporter;

import io.countersign.history.Entry;
import io.countersign.history.HistoryIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an entry as documents: normally one. The detail of an oversized entry is left out, and the
 * whole entry kept in the quarantine.
 */
record EntryDocuments(HistoryIndex index) {

  /** Far above what the vote or the verdict of a review needs. */
  static final int LARGEST = 256 * 1024;

  private static final List<String> NEVER_LARGE = List.of("person", "decision", "thinkTimeMillis");

  List<Document> of(Entry entry, Origin origin) {
    Document whole = Document.whole(index.entries(), origin, entry);
    int size = whole.source().length;
    if (size <= LARGEST) {
      return List.of(whole);
    }
    return List.of(
        Document.whole(index.entries(), origin, trimmed(entry, size)),
        whole.quarantined(index.quarantine(), "The entry has %d bytes.".formatted(size)));
  }

  private static Entry trimmed(Entry entry, int size) {
    Map<String, Object> facts = new LinkedHashMap<>(entry.facts());
    facts.keySet().retainAll(NEVER_LARGE);
    facts.put("trimmedBytes", size);
    return new Entry(
        entry.log(),
        entry.partition(),
        entry.position(),
        entry.number(),
        entry.at(),
        entry.actionId(),
        entry.kind(),
        entry.severity(),
        entry.actor(),
        entry.sentence(),
        entry.elementId(),
        entry.processInstanceKey(),
        facts,
        Map.of("trimmed", "The whole entry is in the quarantine."));
  }
}
