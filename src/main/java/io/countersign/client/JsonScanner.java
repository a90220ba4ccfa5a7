package io.countersign.client;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts, numbers and words of one JSON text, from left to right. */
final class JsonScanner {

  private static final int LONGEST_NUMBER = 64;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

  private final String text;
  private int at;

  JsonScanner(String text) {
    this.text = text;
  }

  /** The next character; it stays the next one. */
  char peek() {
    if (atEnd()) {
      throw malformed("it ends too early");
    }
    return text.charAt(at);
  }

  boolean atEnd() {
    return at >= text.length();
  }

  void space() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Whether this character comes next; then it is passed. */
  boolean passes(char expected) {
    space();
    if (peek() != expected) {
      return false;
    }
    at++;
    return true;
  }

  void expect(char expected) {
    if (!passes(expected)) {
      throw malformed("no " + expected);
    }
  }

  String string() {
    var value = new StringBuilder();
    expect('"');
    while (peek() != '"') {
      char character = text.charAt(at++);
      if (character < ' ') {
        throw malformed("a control character is not escaped");
      }
      value.append(character == '\\' ? escaped() : character);
    }
    at++;
    String read = value.toString();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(read)) {
      throw malformed("half a character");
    }
    return read;
  }

  Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw malformed("an unknown word");
    }
    at += word.length();
    return value;
  }

  Double number() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt() || number.end() - at > LONGEST_NUMBER) {
      throw malformed("no value");
    }
    double value = Double.parseDouble(number.group());
    if (!Double.isFinite(value)) {
      throw malformed("a number is too large");
    }
    at = number.end();
    return value;
  }

  IllegalArgumentException malformed(String why) {
    return new IllegalArgumentException("Not JSON at character " + at + ": " + why);
  }

  private char escaped() {
    char escape = peek();
    at++;
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexadecimal();
      default -> throw malformed("an unknown escape");
    };
  }

  private char hexadecimal() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
      if (digit < 0) {
        throw malformed("an unknown escape");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }
}
