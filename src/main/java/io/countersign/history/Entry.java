package io.countersign.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;

/**
 * One line of the audit timeline, made from one record of the engine's log.
 *
 * @param partition the log's partition
 * @param position the record's position in that partition
 * @param number 1, 2, 3, … without gaps per partition, in log order
 * @param at the broker's time of the record
 * @param actionId the action it belongs to
 * @param kind what it tells
 * @param severity how much attention it deserves
 * @param actor who did it
 * @param sentence what happened, for people
 * @param elementId the model element, e.g. {@code Task_ReviewAction}; empty if there is none
 * @param processInstanceKey the engine's instance, as decimal digits
 * @param detail the facts behind the sentence, kept but not indexed
 */
public record Entry(
    int partition,
    long position,
    long number,
    Instant at,
    String actionId,
    EntryKind kind,
    EntrySeverity severity,
    Actor actor,
    String sentence,
    String elementId,
    String processInstanceKey,
    Map<String, Object> detail) {

  /** The document id: the same record always gives the same document. */
  @JsonIgnore
  public String id() {
    return partition + "-" + position;
  }
}
