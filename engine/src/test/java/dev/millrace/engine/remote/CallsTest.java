package dev.millrace.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineException.Code;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.net.ConnectException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallsTest {
  private final Calls calls = new Calls(new Random(1));
  private final AtomicInteger sent = new AtomicInteger();

  @Test
  void aBusyClusterIsAskedAgainUntilItHasTime() {
    String answer = calls.retrying(() -> sent.incrementAndGet() < 3 ? busy() : "done");

    assertThat(answer).isEqualTo("done");
    assertThat(sent).hasValue(3);
  }

  @Test
  void aClusterThatStaysBusyIsBusyToTheCaller() {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> calls.retrying(counted(this::busy)))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(Code.BUSY));
    assertThat(sent).hasValue(6);
  }

  @Test
  void whatMayHaveBeenDoneIsNotSentAgain() {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> calls.retrying(counted(() -> fail(Status.DEADLINE_EXCEEDED))));
    assertThat(sent).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, NOT_FOUND",
    "RESOURCE_EXHAUSTED, BUSY",
    "INVALID_ARGUMENT, INVALID",
    "FAILED_PRECONDITION, INVALID",
    "UNAUTHENTICATED, INVALID",
    "DEADLINE_EXCEEDED, UNAVAILABLE",
    "UNAVAILABLE, UNAVAILABLE"
  })
  void aGrpcStatusHasOneMeaning(Status.Code status, Code code) {
    ClientStatusException failure =
        new ClientStatusException(status.toStatus().withDescription("why"), null);

    EngineException mapped = Failures.engineException(failure);

    assertThat(mapped.code()).isEqualTo(code);
    assertThat(mapped).hasMessage("why").hasCause(failure);
  }

  @ParameterizedTest
  @CsvSource({
    "404, NOT_FOUND",
    "429, BUSY",
    "503, BUSY",
    "400, INVALID",
    "401, INVALID",
    "409, CONFLICT",
    "500, UNAVAILABLE",
    "0, UNAVAILABLE"
  })
  void anHttpStatusHasOneMeaning(int status, Code code) {
    assertThat(Failures.engineException(new ClientHttpException(status, "why")).code())
        .isEqualTo(code);
  }

  @Test
  void aBrokenConnectionIsUnavailable() {
    ClientException failure = new ClientException(new ConnectException("refused"));

    assertThat(Failures.engineException(failure).code()).isEqualTo(Code.UNAVAILABLE);
  }

  private <T> Supplier<T> counted(Supplier<T> call) {
    return () -> {
      sent.incrementAndGet();
      return call.get();
    };
  }

  private String busy() {
    return fail(Status.RESOURCE_EXHAUSTED);
  }

  private static String fail(Status status) {
    throw Failures.engineException(new ClientStatusException(status, null));
  }
}
