package io.countersign.exporter;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The annotations of the rows of decision tables: the engine tells which row fired, only the model
 * says what the row means.
 *
 * <p>Those of the latest models are remembered, as many as fit; an older model's rows are told
 * without.
 */
final class TableNotes {

  private static final int MOST_CHARACTERS = 48_000;
  private static final int LONGEST_NOTE = 300;

  /** By the model's key, which grows; then by the row's id. */
  private final TreeMap<Long, Map<String, String>> notes;

  TableNotes(Map<Long, Map<String, String>> notes) {
    this.notes = new TreeMap<>(notes);
  }

  Map<Long, Map<String, String>> all() {
    return notes;
  }

  Map<String, String> of(long modelKey) {
    return notes.getOrDefault(modelKey, Map.of());
  }

  /** Remembers a model; false if it annotates nothing. */
  boolean learn(long modelKey, byte[] dmn) {
    Map<String, String> found = read(dmn);
    if (found.isEmpty()) {
      return false;
    }
    notes.put(modelKey, found);
    while (notes.size() > 1 && characters() > MOST_CHARACTERS) {
      notes.pollFirstEntry();
    }
    return true;
  }

  private int characters() {
    return notes.values().stream().mapToInt(TableNotes::characters).sum();
  }

  private static int characters(Map<String, String> notes) {
    return notes.entrySet().stream()
        .mapToInt(it -> it.getKey().length() + it.getValue().length())
        .sum();
  }

  private static Map<String, String> read(byte[] dmn) {
    Map<String, String> found = new LinkedHashMap<>();
    XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = xml.createXMLStreamReader(new ByteArrayInputStream(dmn));
      int room = MOST_CHARACTERS;
      while (reader.hasNext()) {
        if (reader.next() != XMLStreamConstants.START_ELEMENT
            || !reader.getLocalName().equals("rule")) {
          continue;
        }
        String rule = reader.getAttributeValue(null, "id");
        if (rule != null
            && reader.nextTag() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("description")) {
          String note = Words.cut(reader.getElementText().strip(), LONGEST_NOTE);
          room -= rule.length() + note.length();
          if (room < 0) {
            break;
          }
          found.put(rule, note);
        }
      }
    } catch (XMLStreamException unreadable) {
      // The engine has read it; what this reader does not understand is told without annotation.
      return found;
    }
    return found;
  }
}
