package io.countersign.exporter;

import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The annotations of the rows of decision tables: the engine tells which row fired, only the model
 * says what the row means.
 */
final class TableNotes extends ModelWords {

  private static final int MOST_CHARACTERS = 48_000;
  private static final int LONGEST_NOTE = 300;

  TableNotes(Map<Long, Map<String, String>> notes) {
    super(MOST_CHARACTERS, notes);
  }

  @Override
  @Nullable Word at(XMLStreamReader element) throws XMLStreamException {
    if (!element.getLocalName().equals("rule")) {
      return null;
    }
    String rule = element.getAttributeValue(null, "id");
    return rule != null
            && element.nextTag() == XMLStreamConstants.START_ELEMENT
            && element.getLocalName().equals("description")
        ? new Word(rule, Words.cut(element.getElementText().strip(), LONGEST_NOTE))
        : null;
  }
}
