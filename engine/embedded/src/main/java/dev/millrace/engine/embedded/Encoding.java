package dev.millrace.engine.embedded;

import dev.millrace.engine.Job;
import dev.millrace.engine.adapter.Variables;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Between the port's plain values and the engine's encoding. */
final class Encoding {
  private Encoding() {}

  /**
   * @throws dev.millrace.engine.EngineException {@code INVALID} where the engine could not carry
   *     them
   */
  static DirectBuffer encoded(Map<String, ?> variables) {
    byte[] bytes = MsgPackConverter.convertToMsgPack(Variables.checked(variables));
    Variables.requireSize(bytes.length);
    return new UnsafeBuffer(bytes);
  }

  static Map<String, @Nullable Object> decoded(DirectBuffer variables) {
    return new LinkedHashMap<>(MsgPackConverter.convertToMap(variables));
  }

  static Job job(long key, JobRecord record) {
    return new Job(
        key,
        record.getType(),
        record.getElementId(),
        record.getElementInstanceKey(),
        record.getProcessInstanceKey(),
        record.getProcessDefinitionKey(),
        record.getBpmnProcessId(),
        record.getRetries(),
        Map.copyOf(record.getCustomHeaders()),
        decoded(record.getVariablesBuffer()));
  }
}
