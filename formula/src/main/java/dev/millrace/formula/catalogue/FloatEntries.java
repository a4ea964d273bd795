package dev.millrace.formula.catalogue;

import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.function.Parameter.number;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.lowering.Floats;
import dev.millrace.formula.value.Arithmetic;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Logarithms, angles and distances: they give floats, and Null outside their domain. To add one: an
 * entry here and its rows in the table of truth.
 */
final class FloatEntries {
  private static final double EARTH_KM = 6371.0088;
  private static final double ONE_DEGREE = Math.PI / 180;

  /** So large that a square of it, and two of them added, are floats still. */
  private static final double SQUARABLE = 1e150;

  static final List<Function> ALL =
      Stream.of(
              of("Exp", "The number e to that power.", "Exp(0)", 1d, Math::exp)
                  .lowered(
                      Floats.each(
                          "exp",
                          "exp({0})",
                          "CASE WHEN {0} > 709.782712893 THEN NULL WHEN {0} < -745.13 THEN 0 "
                              + "ELSE exp({0}) END")),
              of("Ln", "Natural logarithm.", "Ln(1)", 0d, x -> x > 0 ? Math.log(x) : Double.NaN)
                  .lowered(Floats.everywhere("ln", "CASE WHEN {0} > 0 THEN ln({0}) END")),
              function("Log", "Logarithm; to the base 10 unless another is given.", "Log(1000)", 3d)
                  .arguments(number("value"))
                  .optional(number("base"))
                  .local(FloatEntries::logarithm)
                  .lowered((context, arguments) ->
                      (arguments.size() > 1
                              ? Floats.everywhere(
                                  "log",
                                  "CASE WHEN {0} > 0 AND {1} > 0 AND {1} <> 1 "
                                      + "THEN ln({0}) / ln({1}) END")
                              : Floats.each(
                                  "log10",
                                  "CASE WHEN {0} > 0 THEN log10({0}) END",
                                  "CASE WHEN {0} > 0 THEN log({0}) END"))
                          .lower(context, arguments)),
              of("Sin", "Sine of an angle in radians.", "Sin(0)", 0d, Math::sin)
                  .lowered(Floats.everywhere("sin", "sin({0})")),
              of("Cos", "Cosine of an angle in radians.", "Cos(0)", 1d, Math::cos)
                  .lowered(Floats.everywhere("cos", "cos({0})")),
              of("Tan", "Tangent of an angle in radians.", "Tan(0)", 0d, Math::tan)
                  .lowered(Floats.everywhere("tan", "tan({0})")),
              of("Cot", "Cotangent of an angle in radians.", "Cot(Pi() / 4)", 1d, FloatEntries::cot)
                  .lowered(
                      Floats.everywhere(
                          "cot", "CASE WHEN abs({0}) > 1e-300 THEN cos({0}) / sin({0}) END")),
              of("Asin", "Angle of a sine, in radians.", "Asin(1)", Math.PI / 2, Math::asin)
                  .lowered(
                      Floats.everywhere(
                          "asin", "CASE WHEN {0} BETWEEN -1 AND 1 THEN asin({0}) END")),
              of("Acos", "Angle of a cosine, in radians.", "Acos(1)", 0d, Math::acos)
                  .lowered(
                      Floats.everywhere(
                          "acos", "CASE WHEN {0} BETWEEN -1 AND 1 THEN acos({0}) END")),
              of("Atan", "Angle of a tangent, in radians.", "Atan(1)", Math.PI / 4, Math::atan)
                  .lowered(Floats.everywhere("atan", "atan({0})")),
              function(
                      "Atan2", "Angle of the point (x, y), in radians.", "Atan2(1, 1)", Math.PI / 4)
                  .arguments(number("y"), number("x"))
                  .local(a -> finite(Math.atan2(at(a, 0), at(a, 1))))
                  .lowered(
                      Floats.everywhere(
                          "atan2",
                          "CASE WHEN {0} = 0 AND {1} = 0 THEN 0 ELSE atan2({0}, {1}) END")),
              of(
                      "Degrees",
                      "Radians as degrees.",
                      "Degrees(Pi())",
                      180d,
                      x -> Math.abs(x) < 1e306 ? x / ONE_DEGREE : Double.NaN)
                  .lowered(
                      Floats.everywhere(
                          "degrees", "CASE WHEN abs({0}) < 1e306 THEN degrees({0}) END")),
              of(
                      "Radians",
                      "Degrees as radians.",
                      "Radians(180)",
                      Math.PI,
                      x -> Math.abs(x) < 1e-300 ? 0 : x * ONE_DEGREE)
                  .lowered(
                      Floats.everywhere(
                          "radians", "CASE WHEN abs({0}) < 1e-300 THEN 0 ELSE radians({0}) END")),
              function("Pi", "The number pi.", "Pi()", Math.PI)
                  .local(a -> Math.PI)
                  .lowered(Floats.constant(Math.PI)),
              function(
                      "DistancePlane",
                      "Distance of two points in a plane.",
                      "DistancePlane(0, 0, 3, 4)",
                      5d)
                  .arguments(number("x1"), number("y1"), number("x2"), number("y2"))
                  .local(FloatEntries::onPlane)
                  .lowered(
                      Floats.everywhere(
                          "distance",
                          "CASE WHEN greatest(abs({0}), abs({1}), abs({2}), abs({3})) < 1e150 THEN "
                              + "sqrt(CASE WHEN abs({2} - {0}) < 1e-150 THEN 0 "
                              + "ELSE ({2} - {0}) * ({2} - {0}) END "
                              + "+ CASE WHEN abs({3} - {1}) < 1e-150 THEN 0 "
                              + "ELSE ({3} - {1}) * ({3} - {1}) END) END")),
              function(
                      "DistanceGlobe",
                      "Distance of two places on the globe in kilometres, by latitude and longitude.",
                      "DistanceGlobe(0, 0, 0, 180)",
                      Math.PI * EARTH_KM)
                  .arguments(
                      number("latitude1"),
                      number("longitude1"),
                      number("latitude2"),
                      number("longitude2"))
                  .local(FloatEntries::onGlobe)
                  .lowered(
                      Floats.everywhere(
                          "great circle",
                          "CASE WHEN abs({0}) <= 90 AND abs({2}) <= 90 AND abs({1}) <= 360 "
                              + "AND abs({3}) <= 360 THEN 2 * 6371.0088e0 * asin(least(1, sqrt("
                              + "power(sin(radians(({2} - {0}) / 2)), 2) + cos(radians({0})) "
                              + "* cos(radians({2})) * power(sin(radians(({3} - {1}) / 2)), 2)))) END")))
          .map(FunctionEntry::build)
          .toList();

  private FloatEntries() {}

  private interface OfFloat {
    double of(double number);
  }

  private static FunctionEntry of(
      String name, String help, String example, Object expected, OfFloat meaning) {
    return function(name, help, example, expected)
        .arguments(number("number"))
        .local(a -> finite(meaning.of(at(a, 0))));
  }

  private static FunctionEntry function(String name, String help, String example, Object expected) {
    return FunctionEntry.function("Math", name)
        .help(help)
        .returns(NUMBER)
        .example(example, expected);
  }

  private static double at(Arguments arguments, int index) {
    return arguments.number(index).doubleValue();
  }

  private static @Nullable Number finite(double number) {
    return Arithmetic.finite(number);
  }

  private static double cot(double angle) {
    return Math.abs(angle) > 1e-300 ? Math.cos(angle) / Math.sin(angle) : Double.NaN;
  }

  private static @Nullable Number logarithm(Arguments a) {
    double value = at(a, 0);
    if (value <= 0) {
      return null;
    }
    if (a.size() == 1) {
      return finite(Math.log10(value));
    }
    double base = at(a, 1);
    return base <= 0 || base == 1 ? null : finite(Math.log(value) / Math.log(base));
  }

  private static @Nullable Number onPlane(Arguments a) {
    for (int i = 0; i < 4; i++) {
      if (Math.abs(at(a, i)) >= SQUARABLE) {
        return null;
      }
    }
    return finite(Math.sqrt(square(at(a, 2) - at(a, 0)) + square(at(a, 3) - at(a, 1))));
  }

  /** Nothing for what would be too small to be a float. */
  private static double square(double length) {
    return Math.abs(length) < 1 / SQUARABLE ? 0 : length * length;
  }

  /** By haversines; Null for latitudes beyond the poles, and for more than a turn of longitude. */
  private static @Nullable Number onGlobe(Arguments a) {
    boolean there =
        Math.abs(at(a, 0)) <= 90
            && Math.abs(at(a, 2)) <= 90
            && Math.abs(at(a, 1)) <= 360
            && Math.abs(at(a, 3)) <= 360;
    double north = Math.sin((at(a, 2) - at(a, 0)) / 2 * ONE_DEGREE);
    double east = Math.sin((at(a, 3) - at(a, 1)) / 2 * ONE_DEGREE);
    double cosines = Math.cos(at(a, 0) * ONE_DEGREE) * Math.cos(at(a, 2) * ONE_DEGREE);
    double half = Math.sqrt(north * north + cosines * east * east);
    return there ? finite(2 * EARTH_KM * Math.asin(Math.min(1, half))) : null;
  }
}
