package io.countersign.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.xml.sax.SAXParseException;

/** A file that is no model; the message says why in one sentence without an end. */
final class UnreadableModelException extends Exception {

  UnreadableModelException(Throwable why) {
    super(deepest(why), why);
  }

  private static String deepest(Throwable why) {
    Throwable cause = why;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason =
        switch (cause) {
          case SAXParseException xml -> "line " + xml.getLineNumber() + ": " + xml.getMessage();
          case JsonProcessingException json ->
              json.getOriginalMessage().replaceAll(" \\(start marker.*", "");
          default -> "" + cause.getMessage();
        };
    return reason.replace("URI=null ", "").lines().findFirst().orElse("").replaceAll("\\.$", "");
  }
}
