-- One run of a sequence. running_key is set while it runs: one per sequence and user, whatever the
-- number of processes. instance_key is the claim: one process instance per execution.
create table run_execution (
  id varchar(36) primary key,
  workbook varchar(100) not null,
  workbook_version integer not null,
  sequence varchar(100) not null,
  sequence_id varchar(201) not null,
  running_key varchar(560) unique,
  status varchar(20) not null,
  user_id varchar(320) not null,
  role varchar(20) not null,
  attributes varchar not null,
  zone varchar(64) not null,
  locale varchar(64) not null,
  context varchar not null,
  total_steps integer not null,
  incarnation varchar(64) not null,
  instance_key bigint,
  started_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  failure_code varchar(100),
  failure_message varchar,
  failure_step varchar(255),
  unique (incarnation, instance_key)
);

create index run_execution_by_user on run_execution (user_id, started_at);
create index run_execution_by_sequence on run_execution (sequence_id, started_at);
create index run_execution_by_start on run_execution (started_at);

-- One piece of work of the engine, however often it was delivered. step_id is null for work that is
-- no step of its own: the check of a condition.
create table run_step (
  execution_id varchar(36) not null references run_execution (id),
  element_instance_key bigint not null,
  element_id varchar(255) not null,
  step_id varchar(255),
  name varchar(1000) not null,
  state varchar(20) not null,
  deliveries integer not null,
  started_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  rows_changed integer not null,
  output_name varchar(100),
  result varchar,
  effects varchar,
  failure_code varchar(100),
  failure_message varchar,
  primary key (execution_id, element_instance_key)
);

-- Where an execution is stuck now.
create table run_incident (
  execution_id varchar(36) not null references run_execution (id),
  incident_key bigint not null,
  element_id varchar(255) not null,
  job_key bigint not null,
  type varchar(100) not null,
  message varchar not null,
  raised_at timestamp(6) with time zone not null,
  primary key (execution_id, incident_key)
);

-- What a user's Idempotency-Key started.
create table run_idempotency (
  user_id varchar(320) not null,
  idempotency_key varchar(255) not null,
  request varchar(64) not null,
  execution_id varchar(36) not null,
  created_at timestamp(6) with time zone not null,
  primary key (user_id, idempotency_key)
);

create index run_idempotency_by_age on run_idempotency (created_at);
