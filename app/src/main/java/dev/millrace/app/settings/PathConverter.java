package dev.millrace.app.settings;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Paths in settings are file paths; Spring's own editor would look on the class path first. */
@Component
@ConfigurationPropertiesBinding
final class PathConverter implements Converter<String, Path> {
  @Override
  public Path convert(String text) {
    return Path.of(text);
  }
}
