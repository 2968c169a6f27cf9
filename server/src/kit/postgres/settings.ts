import { totalmem } from 'node:os';

/**
 * Settings for a small machine that runs Node beside the server. They are given on the command line at every start, so
 * a newer Sarafan brings its own and nothing in the data directory has to be edited.
 */
export function serverSettings(port: number, durable: boolean): readonly string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // No Unix socket: its path may be longer than the 107 bytes the system allows.
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: sharedBuffers(),
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    // Huge pages that are promised and not there end the server with a bus error in some containers.
    huge_pages: 'off',
    // Parallel plans would take the second core from Node, and containers give /dev/shm only 64 MB for them.
    max_parallel_workers_per_gather: '0',
    jit: 'off',
    synchronous_commit: 'on',
    // Rare checkpoints and compressed full pages: most of the log's volume follows a checkpoint.
    checkpoint_timeout: '15min',
    max_wal_size: '2GB',
    wal_compression: 'on',
    random_page_cost: '1.1',
    autovacuum_naptime: '10s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    // Errors of statements reach the one who sent them; in the log they would hold personal data.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
  };
  if (!durable) Object.assign(settings, { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' });
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** 1 GB, or a quarter of the memory where that is less. */
function sharedBuffers(): string {
  const megabyte = 1024 * 1024;
  return `${Math.max(32, Math.min(1024, Math.floor(totalmem() / megabyte / 4)))}MB`;
}
