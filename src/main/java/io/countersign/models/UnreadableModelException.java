package io.countersign.models;

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
    String place =
        cause instanceof org.xml.sax.SAXParseException parse
            ? "line " + parse.getLineNumber() + ": "
            : "";
    return (place + cause.getMessage())
        .replace("URI=null ", "")
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll("\\.$", "");
  }
}
