package io.countersign.history;

/**
 * The names of the indices that hold the history.
 *
 * @param prefix starts every name, {@code countersign} unless configured
 */
public record HistoryIndex(String prefix) {

  /** One document per entry, id = {@link Entry#id()}. */
  public String entries() {
    return prefix + "-entries";
  }

  /** One document per action, id = action id. */
  public String actions() {
    return prefix + "-actions";
  }

  /** Records that could not be turned into or stored as an entry. */
  public String quarantine() {
    return prefix + "-quarantine";
  }

  /** One document per partition, id = partition: how far its exporter is. */
  public String exporters() {
    return prefix + "-exporters";
  }

  /** One document per refused call; written by the application. */
  public String refusals() {
    return prefix + "-refusals";
  }

  /** What was held and deleted; written by the application. */
  public String retention() {
    return prefix + "-retention";
  }
}
