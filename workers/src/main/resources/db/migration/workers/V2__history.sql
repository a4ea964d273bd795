-- How far the records of an engine were read. One row per history.
create table run_history (
  incarnation varchar(64) primary key,
  position bigint not null
);
