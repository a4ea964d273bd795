package dev.millrace.bpmn;

import java.util.regex.Pattern;

/**
 * Makes element ids of step ids: {@code Kind_WhatItDoes}, never the same for two step ids, and the
 * same again in every compilation.
 */
final class ElementIds {
  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int MAX_LENGTH = 100;

  private ElementIds() {}

  /**
   * Refuses what is not kebab-case.
   *
   * @return the id
   * @throws CompileException {@code ID_INVALID}
   */
  static String checked(String id) {
    if (id.length() > MAX_LENGTH || !KEBAB_CASE.matcher(id).matches()) {
      throw new CompileException(
          CompileException.Code.ID_INVALID,
          id,
          "The id '%s' cannot name a part of a process. Ids are words of a-z and 0-9 with hyphens between, at most %d characters."
              .formatted(id, MAX_LENGTH));
    }
    return id;
  }

  /**
   * {@code insert-cases} gives {@code InsertCases}, {@code case-2} gives {@code Case_2}. An
   * underscore before a letter never comes out, so that what is put behind one stays unique.
   */
  static String camelCase(String id) {
    StringBuilder out = new StringBuilder();
    for (String word : id.split("-", -1)) {
      char first = word.charAt(0);
      if (!out.isEmpty() && Character.isDigit(first)) {
        out.append('_');
      }
      out.append(Character.toUpperCase(first)).append(word, 1, word.length());
    }
    return out.toString();
  }

  /** A process id must be an XML name, which never begins with a digit. */
  static String processId(String workbook, String sequence, Publication publication) {
    String id = checked(workbook) + "." + checked(sequence);
    String name = Character.isDigit(id.charAt(0)) ? "_" + id : id;
    return switch (publication) {
      case DRAFT -> name + ".draft";
      case PUBLISHED -> name;
    };
  }
}
