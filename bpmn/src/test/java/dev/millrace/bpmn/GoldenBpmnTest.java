package dev.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.workbook.model.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GoldenBpmnTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  static List<Sequence> golden() {
    return SampleSequences.GOLDEN;
  }

  @ParameterizedTest
  @MethodSource("golden")
  void aCompiledSequenceIsTheReviewedFile(Sequence sequence) throws IOException {
    CompiledProcess process = SampleSequences.compile(sequence);

    GoldenFiles.compare(FOLDER.resolve(process.resourceName()), process.xml());
  }

  @Test
  void noGoldenFileIsLeftOver() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              SampleSequences.GOLDEN.stream()
                  .map(sequence -> SampleSequences.compile(sequence).resourceName())
                  .toList());
    }
  }
}
