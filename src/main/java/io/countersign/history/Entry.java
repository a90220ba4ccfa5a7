package io.countersign.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;

/**
 * One line of the audit timeline, made from one record of the engine's log.
 *
 * <p>Its canonical form is RFC 8785 over the document: a later proof can be added over what is
 * there.
 *
 * @param log which log of this partition: 1 for the first; another one when the engine began anew
 *     or went back to a backup while the history was kept
 * @param partition the log's partition
 * @param position the record's position in that log
 * @param number 1, 2, 3, … without gaps per log and partition, in log order
 * @param at the broker's time of the record
 * @param actionId the action it belongs to; empty for what belongs to none, such as a deployment
 * @param kind what it tells
 * @param severity how much attention it deserves
 * @param actor who did it
 * @param sentence what happened, for people
 * @param elementId the model element, e.g. {@code Task_ReviewAction}; empty if there is none
 * @param processInstanceKey the engine's instance, as decimal digits; empty if there is none
 * @param facts what is searched and counted by, each of one type; see the index template
 * @param detail everything behind the sentence, kept but not indexed
 */
public record Entry(
    int log,
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
    Map<String, Object> facts,
    Map<String, Object> detail) {

  public Entry {
    log = Math.max(1, log);
    facts = facts == null ? Map.of() : facts;
  }

  /** The document id: the same record always gives the same document. */
  @JsonIgnore
  public String id() {
    return id(log, partition, position);
  }

  /** {@code partition-position} in the first log, {@code partition.log-position} in later ones. */
  public static String id(int log, int partition, long position) {
    return (log == 1 ? Integer.toString(partition) : partition + "." + log) + "-" + position;
  }
}
