package dev.millrace.formula.catalogue;

import static dev.millrace.formula.Dialect.DUCKDB;
import static dev.millrace.formula.Dialect.POSTGRESQL;
import static dev.millrace.formula.ValueType.TEXT;
import static dev.millrace.formula.function.Parameter.count;
import static dev.millrace.formula.function.Parameter.text;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.lowering.text.TextShapes;
import dev.millrace.formula.value.Characters;
import dev.millrace.formula.value.Shaping;
import java.util.List;
import java.util.stream.Stream;

/** Text functions that cut, fill and turn. */
final class TextShapeEntries {
  static final List<Function> ALL =
      Stream.of(
              trim("Trim", "Without the spaces, or the characters given, at both ends.")
                  .example("Trim(\"  a b \")", "a b")
                  .local(a -> {
                    String rest = Characters.trimStart(a.text(0), characters(a));
                    return Characters.trimEnd(rest, characters(a));
                  })
                  .lowered(TextShapes::trim),
              trim("LTrim", "Without the spaces, or the characters given, at the start.")
                  .example("LTrim(\"0042\", \"0\")", "42")
                  .local(a -> Characters.trimStart(a.text(0), characters(a)))
                  .lowered(TextShapes::trimStart),
              trim("RTrim", "Without the spaces, or the characters given, at the end.")
                  .example("RTrim(\"wheel  \")", "wheel")
                  .local(a -> Characters.trimEnd(a.text(0), characters(a)))
                  .lowered(TextShapes::trimEnd),
              pad("LPad", "Filled up on the left to a length, or cut to it.")
                  .example("LPad(\"42\", 5, \"0\")", "00042")
                  .local(a -> Shaping.padLeft(a.text(0), a.count(1), fill(a)))
                  .lowered(TextShapes::padLeft),
              pad("RPad", "Filled up on the right to a length, or cut to it.")
                  .example("RPad(\"mill\", 6, \".\")", "mill..")
                  .local(a -> Shaping.padRight(a.text(0), a.count(1), fill(a)))
                  .lowered(TextShapes::padRight),
              function(
                      "Repeat",
                      "The text so many times; Null for less than once or over 1,000,000 characters.")
                  .arguments(text("text"), count("number"))
                  .example("Repeat(\"ab\", 3)", "ababab")
                  .local(a -> Shaping.repeated(a.text(0), a.count(1)))
                  .lowered(TextShapes::repeat),
              function("Reverse", "The characters from the last to the first.")
                  .arguments(text("text"))
                  .example("Reverse(\"mill\")", "llim")
                  .local(a -> Shaping.reversed(a.text(0)))
                  .on(
                      DUCKDB,
                      "array_to_string(list_reverse(regexp_extract_all({text}, '(?s).')), '')")
                  .on(POSTGRESQL, "reverse({text})"),
              function("Proper", "Each word with a first letter in upper case, the rest in lower.")
                  .arguments(text("text"))
                  .example("Proper(\"old MILL, new wheel\")", "Old Mill, New Wheel")
                  .local(a -> Shaping.proper(a.text(0)))
                  .lowered(TextShapes::proper),
              function("SplitPart", "The piece between delimiters, counted from 1.")
                  .arguments(text("text"), text("delimiter"), count("position"))
                  .example("SplitPart(\"a-b-c\", \"-\", 2)", "b")
                  .local(a -> Shaping.piece(a.text(0), a.text(1), a.count(2)))
                  .on(
                      DUCKDB,
                      "CASE WHEN {position} < 1 THEN left({text} || {delimiter}, 0) "
                          + "WHEN {delimiter} = '' THEN CASE WHEN {position} = 1 THEN {text} "
                          + "WHEN {position} > 1 THEN left({text}, 0) END "
                          + "ELSE split_part({text}, {delimiter}, {position}) END")
                  .on(
                      POSTGRESQL,
                      "CASE WHEN {position} < 1 THEN left({text} || {delimiter}, 0) "
                          + "ELSE split_part({text}, {delimiter}, {position}) END"),
              function("MD5", "MD5 of the text in UTF-8, in hexadecimal digits.")
                  .arguments(text("text"))
                  .example("MD5(\"abc\")", "900150983cd24fb0d6963f7d28e17f72")
                  .local(a -> Shaping.digest("MD5", a.text(0)))
                  .on(DUCKDB, "md5({text})")
                  .on(POSTGRESQL, "md5({text})"),
              function("SHA256", "SHA-256 of the text in UTF-8, in hexadecimal digits.")
                  .arguments(text("text"))
                  .example(
                      "SHA256(\"abc\")",
                      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                  .local(a -> Shaping.digest("SHA-256", a.text(0)))
                  .on(DUCKDB, "sha256({text})")
                  .on(
                      POSTGRESQL,
                      "(encode(sha256(convert_to({text}, 'UTF8')), 'hex') COLLATE \"C\")"))
          .map(FunctionEntry::build)
          .toList();

  private TextShapeEntries() {}

  private static FunctionEntry function(String name, String help) {
    return FunctionEntry.function("Text", name).help(help).returns(TEXT);
  }

  private static FunctionEntry trim(String name, String help) {
    return function(name, help).arguments(text("text")).optional(text("characters"));
  }

  private static String characters(Arguments arguments) {
    return arguments.size() > 1 ? arguments.text(1) : " ";
  }

  private static FunctionEntry pad(String name, String help) {
    return function(name, help + " Null beyond 1,000,000 characters.")
        .arguments(text("text"), count("length"))
        .optional(text("fill"));
  }

  private static String fill(Arguments arguments) {
    return arguments.size() > 2 ? arguments.text(2) : " ";
  }
}
