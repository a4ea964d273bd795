package dev.millrace.workbook.schema;

import dev.millrace.workbook.yaml.Nearest;
import dev.millrace.workbook.yaml.Place;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping read by its shape. Unknown and missing keys are reported when it is made, wrong values
 * when they are asked for; what is wrong is then empty.
 */
public final class Section {
  private final Place place;
  private final Shape shape;
  private final Map<String, YamlNode.Field> fields = new LinkedHashMap<>();
  private final Set<String> empty = new HashSet<>();
  private final Scalars scalars;
  private final Report report;

  private Section(YamlNode.Fields node, Shape shape, Report report) {
    this.place = node.place();
    this.shape = shape;
    this.scalars = new Scalars(report);
    this.report = report;
    node.fields().forEach(this::take);
    shape.keys().stream().filter(Key::required).forEach(this::require);
  }

  /** Empty, and reported, if the node is no mapping. */
  public static Optional<Section> of(YamlNode node, Shape shape, Report report) {
    if (node instanceof YamlNode.Fields mapping) {
      return Optional.of(new Section(mapping, shape, report));
    }
    Scalars.reportWrongType(report, node, shape.name() + ", with keys and values");
    return Optional.empty();
  }

  /** Where it begins. */
  public Place place() {
    return place;
  }

  /** Where the value of a key stands, or the section itself if the key is missing. */
  public Place placeOf(String key) {
    YamlNode.Field field = fields.get(key);
    return field == null ? place : field.value().place();
  }

  public boolean has(String key) {
    return fields.containsKey(key);
  }

  /** What stands under the key; what was refused counts as absent. */
  public Optional<YamlNode> node(String key) {
    return Optional.ofNullable(fields.get(key))
        .map(YamlNode.Field::value)
        .filter(value -> !(value instanceof YamlNode.Refused));
  }

  /** A text, name or word, by the type of the key; an alias as the word it means. */
  public Optional<String> text(String key) {
    return switch (type(key)) {
      case Type.Text text -> node(key).flatMap(node -> scalars.text(node, text));
      case Type.Name name -> node(key).flatMap(node -> scalars.name(node, name));
      case Type.Choice choice ->
          node(key).flatMap(node -> scalars.choice(node, choice, "UNKNOWN_VALUE"));
      case Type other -> throw new IllegalStateException(key + " is " + other);
    };
  }

  public Optional<Long> whole(String key) {
    Type.Whole type = (Type.Whole) type(key);
    return node(key).flatMap(node -> scalars.whole(node, type));
  }

  public Optional<Boolean> flag(String key) {
    return node(key).flatMap(scalars::flag);
  }

  public Optional<BigDecimal> number(String key) {
    return node(key).flatMap(scalars::number);
  }

  /** A text that stands for itself, whatever the type of the key. */
  public Optional<String> fixedText(String key) {
    return node(key).flatMap(node -> scalars.text(node, new Type.Text(10_000)));
  }

  /** The text of a formula. */
  public Optional<YamlNode.Scalar> formula(String key) {
    return node(key).flatMap(scalars::formula);
  }

  /** Empty if the key is missing. */
  public List<YamlNode> items(String key) {
    return node(key)
        .map(node -> {
          if (node instanceof YamlNode.Items items) {
            requireItem(key, items);
            return items.items();
          }
          Scalars.reportWrongType(report, node, "a list");
          return List.<YamlNode>of();
        })
        .orElse(List.of());
  }

  /** Of a mapping with free keys; empty if the key is missing. */
  public Map<String, YamlNode.Field> entries(String key) {
    return node(key)
        .map(node -> {
          if (node instanceof YamlNode.Fields mapping) {
            return mapping.fields();
          }
          Scalars.reportWrongType(report, node, "a mapping, with keys and values");
          return Map.<String, YamlNode.Field>of();
        })
        .orElse(Map.of());
  }

  /** A mapping whose shape the key says. */
  public Optional<Section> section(String key) {
    Type.Section type = (Type.Section) type(key);
    return node(key).flatMap(node -> of(node, type.shape(), report));
  }

  private void requireItem(String key, YamlNode.Items items) {
    boolean mayBeEmpty = type(key) instanceof Type.ListOf list && list.mayBeEmpty();
    if (items.items().isEmpty() && !mayBeEmpty) {
      report.problem(
          "EMPTY", items.place(), "The list '%s' needs one entry at least.".formatted(key));
    }
  }

  private Type type(String key) {
    return shape
        .key(key)
        .map(Key::type)
        .orElseThrow(() -> new IllegalStateException(key + " is no key of " + shape.name()));
  }

  private void take(String written, YamlNode.Field field) {
    Optional<Key> key = shape.key(written);
    if (key.isEmpty()) {
      reportUnknown(written, field);
    } else if (field.value() instanceof YamlNode.Scalar scalar
        && scalar.kind() == YamlNode.Kind.NULL) {
      report.problem(
          "MISSING_VALUE",
          field.place(),
          "'%s' has no value; give it one or leave it out.".formatted(written));
      empty.add(key.get().name());
    } else if (fields.containsKey(key.get().name())) {
      report.problem(
          "DUPLICATE_KEY",
          field.place(),
          "'%s' means the same as '%s', which stands here too; keep one."
              .formatted(written, key.get().name()));
    } else {
      fields.put(key.get().name(), field);
    }
  }

  private void reportUnknown(String written, YamlNode.Field field) {
    if (shape.later().contains(written)) {
      report.problem(
          "UNSUPPORTED",
          field.place(),
          "The key '%s' is planned, but not supported yet.".formatted(written));
      return;
    }
    report.problem(
        "UNKNOWN_KEY",
        field.place(),
        "There is no key '%s' in %s. Keys: %s."
            .formatted(written, shape.name(), String.join(", ", shape.keyNames())),
        Nearest.of(written, shape.keyNames()));
  }

  private void require(Key key) {
    if (!fields.containsKey(key.name()) && !empty.contains(key.name())) {
      report.problem(
          "MISSING_KEY",
          place,
          "The key '%s' is missing in %s. %s".formatted(key.name(), shape.name(), key.help()));
    }
  }
}
