import { tellingLimits } from './limits.ts';

/**
 * Of a row whose change is told of: it is at work, and whatever wrote before its mark is over. While an older
 * transaction is still behind the mark it is left alone for a while, since a batch that read the definitions before
 * the change may be writing the pair of a friend. No batch lasts so long, and what does is somebody else's on the same
 * server.
 */
export const isToBeTold = `work_cursor is not null
        and (work_after is null or pg_snapshot_xmin(pg_current_snapshot()) >= work_after::xid8
             or work_marked_at < clock_timestamp() - ${tellingLimits.patienceMs} * interval '1 millisecond')`;

/**
 * A transaction that writes has its number before it reads the definitions, since it locks its lanes first. So whatever
 * read them before the change has a smaller number than this one, which begins behind it; all of those have to end.
 */
export const setMark = 'work_after = pg_current_xact_id()::text, work_marked_at = clock_timestamp()';
