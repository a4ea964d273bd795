package dev.millrace.formula.local;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Parameter;
import dev.millrace.formula.function.Result;
import dev.millrace.formula.tree.Node;
import dev.millrace.formula.value.Arithmetic;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fraction digits are static: a choice among numbers has those of the longest fraction offered. */
final class Scales {
  private Scales() {}

  static @Nullable Object shared(Node.Call call, Arguments arguments, @Nullable Object result) {
    if (!(call.function().result() instanceof Result.Shared(int sharing))
        || !(result instanceof Number number)
        || number instanceof Double) {
      return result;
    }
    int scale = 0;
    List<Parameter> places = call.function().parameters().places(arguments.size());
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).sharing() == sharing && arguments.orNull(i) instanceof BigDecimal offered) {
        scale = Math.max(scale, offered.scale());
      }
    }
    BigDecimal chosen = Arithmetic.decimal(number);
    return scale <= chosen.scale() ? result : Arithmetic.fit(chosen.setScale(scale));
  }
}
