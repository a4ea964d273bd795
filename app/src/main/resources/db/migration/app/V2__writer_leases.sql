-- who is the only writer of a table in a warehouse without transactions
create table app_writer_lease (
  name        varchar(100) primary key,
  holder      varchar(100) not null,
  -- grows whenever it goes to another holder
  token       bigint       not null,
  -- none: given back
  held_until  timestamp with time zone,
  -- who asked in vain is next, as long as it asks again soon
  next_holder varchar(100),
  next_until  timestamp with time zone
);
