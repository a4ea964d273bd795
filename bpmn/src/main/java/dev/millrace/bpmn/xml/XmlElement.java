package dev.millrace.bpmn.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element to be written; attributes and children keep the order they are added in. */
final class XmlElement {
  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<XmlElement> children = new ArrayList<>();
  private String text = "";

  XmlElement(String name) {
    this.name = name;
  }

  /** An element that holds nothing but text. */
  static XmlElement ofText(String name, String text) {
    XmlElement element = new XmlElement(name);
    element.text = text;
    return element;
  }

  XmlElement with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  XmlElement with(String attribute, int value) {
    return with(attribute, Integer.toString(value));
  }

  XmlElement add(XmlElement child) {
    children.add(child);
    return this;
  }

  /** The document, indented by two spaces, each line ended by a newline. */
  String document() {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    write(out, "");
    return out.toString();
  }

  private void write(StringBuilder out, String indent) {
    out.append(indent).append('<').append(name);
    attributes.forEach((attribute, value) ->
        out.append(' ').append(attribute).append("=\"").append(escape(value)).append('"'));
    if (children.isEmpty() && text.isEmpty()) {
      out.append("/>\n");
      return;
    }
    out.append('>').append(escape(text));
    if (!children.isEmpty()) {
      out.append('\n');
      children.forEach(child -> child.write(out, indent + "  "));
      out.append(indent);
    }
    out.append("</").append(name).append(">\n");
  }

  /**
   * Line breaks and tabs become references too: in an attribute a parser would turn them into
   * spaces, and a formula would read differently than it was written.
   */
  private static String escape(String raw) {
    StringBuilder out = new StringBuilder(raw.length());
    raw.codePoints()
        .forEach(character -> {
          switch (character) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\n', '\r', '\t' -> out.append("&#").append(character).append(';');
            default -> {
              if (!XmlCharacters.allowed(character)) {
                throw new IllegalArgumentException(
                    "XML cannot carry the character U+%04X.".formatted(character));
              }
              out.appendCodePoint(character);
            }
          }
        });
    return out.toString();
  }
}
