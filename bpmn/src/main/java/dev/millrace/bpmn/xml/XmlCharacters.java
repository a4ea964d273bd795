package dev.millrace.bpmn.xml;

import java.util.OptionalInt;

/** Which characters XML 1.0 can carry; no escape brings in the others. */
public final class XmlCharacters {
  private XmlCharacters() {}

  /** The first code point of a text that XML cannot carry. */
  public static OptionalInt firstNotAllowed(String text) {
    return text.codePoints().filter(character -> !allowed(character)).findFirst();
  }

  static boolean allowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
