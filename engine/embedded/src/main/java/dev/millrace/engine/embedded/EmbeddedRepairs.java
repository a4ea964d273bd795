package dev.millrace.engine.embedded;

import dev.millrace.engine.Repairs;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceMigrationMappingInstruction;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceMigrationRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceModificationActivateInstruction;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceModificationRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceModificationTerminateInstruction;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceModificationVariableInstruction;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceMigrationIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceModificationIntent;

/** Modify and migrate, as commands in the engine's log. */
record EmbeddedRepairs(Commands commands) implements Repairs {
  @Override
  public void modify(long processInstanceKey, Modification modification) {
    ProcessInstanceModificationRecord request =
        new ProcessInstanceModificationRecord().setProcessInstanceKey(processInstanceKey);
    for (Begin begin : modification.begin()) {
      request.addActivateInstruction(
          new ProcessInstanceModificationActivateInstruction()
              .setElementId(begin.elementId())
              .addVariableInstruction(
                  new ProcessInstanceModificationVariableInstruction()
                      .setVariables(Encoding.encoded(begin.variables()))));
    }
    for (long element : modification.end()) {
      request.addTerminateInstruction(
          new ProcessInstanceModificationTerminateInstruction().setElementInstanceKey(element));
    }
    commands.call(
        ValueType.PROCESS_INSTANCE_MODIFICATION,
        ProcessInstanceModificationIntent.MODIFY,
        processInstanceKey,
        request);
  }

  @Override
  public void migrate(long processInstanceKey, Migration migration) {
    ProcessInstanceMigrationRecord request =
        new ProcessInstanceMigrationRecord()
            .setProcessInstanceKey(processInstanceKey)
            .setTargetProcessDefinitionKey(migration.processDefinitionKey());
    migration
        .elements()
        .forEach((from, to) ->
            request.addMappingInstruction(
                new ProcessInstanceMigrationMappingInstruction()
                    .setSourceElementId(from)
                    .setTargetElementId(to)));
    commands.call(
        ValueType.PROCESS_INSTANCE_MIGRATION,
        ProcessInstanceMigrationIntent.MIGRATE,
        processInstanceKey,
        request);
  }
}
