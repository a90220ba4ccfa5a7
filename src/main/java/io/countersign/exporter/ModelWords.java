package io.countersign.exporter;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What models say in words of that which the engine tells by its id.
 *
 * <p>The words of the latest models are remembered, as many as fit; what an older model has is told
 * by its id.
 */
abstract sealed class ModelWords permits ElementNames, TableNotes {

  private final int mostCharacters;

  /** By the model's key, which grows; then by the id. */
  private final TreeMap<Long, Map<String, String>> words;

  ModelWords(int mostCharacters, Map<Long, Map<String, String>> words) {
    this.mostCharacters = mostCharacters;
    this.words = new TreeMap<>(words);
  }

  /** What has this id, and what the model says of it. */
  record Word(String id, String text) {
    int characters() {
      return id.length() + text.length();
    }
  }

  /** What this element of a model says; may read on as far as the element goes. */
  abstract @Nullable Word at(XMLStreamReader element) throws XMLStreamException;

  Map<Long, Map<String, String>> all() {
    return words;
  }

  Map<String, String> of(long modelKey) {
    return words.getOrDefault(modelKey, Map.of());
  }

  /** Remembers a model; false if it says nothing. */
  boolean learn(long modelKey, byte[] xml) {
    Map<String, String> found = read(xml);
    if (found.isEmpty()) {
      return false;
    }
    words.put(modelKey, found);
    while (words.size() > 1 && characters() > mostCharacters) {
      words.pollFirstEntry();
    }
    return true;
  }

  private int characters() {
    return words.values().stream()
        .flatMap(it -> it.entrySet().stream())
        .mapToInt(it -> new Word(it.getKey(), it.getValue()).characters())
        .sum();
  }

  private Map<String, String> read(byte[] model) {
    Map<String, String> found = new LinkedHashMap<>();
    XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = xml.createXMLStreamReader(new ByteArrayInputStream(model));
      int room = mostCharacters;
      while (reader.hasNext()) {
        Word word = reader.next() == XMLStreamConstants.START_ELEMENT ? at(reader) : null;
        if (word == null) {
          continue;
        }
        room -= word.characters();
        if (room < 0) {
          break;
        }
        found.put(word.id(), word.text());
      }
    } catch (XMLStreamException unreadable) {
      // The engine has read it; what this reader does not understand is told by its id.
      return found;
    }
    return found;
  }
}
