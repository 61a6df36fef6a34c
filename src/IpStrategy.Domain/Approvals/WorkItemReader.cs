namespace IpStrategy.Domain.Approvals;

/// <summary>Why somebody may read what is none of his own.</summary>
public enum ReaderGround
{
    /// <summary>抄送.</summary>
    CopiedTo,

    /// <summary>The office handed him the item across agencies; what he had in hand he may look at again.</summary>
    HandedOver,
}

/// <summary>阅件人: may read a work item and the assignment it belongs to, and does nothing in it by this.</summary>
public sealed class WorkItemReader
{
    private WorkItemReader() { }

    public WorkItemReader(WorkItem item, Actor reader)
    {
        (WorkItemId, UndertakingId) = (item.Id, item.UndertakingId);
        (ReaderId, ReaderName) = (reader.UserId, reader.Name);
    }

    public long WorkItemId { get; private set; }
    public long ReaderId { get; private set; }
    public string ReaderName { get; private set; } = "";
    public long? UndertakingId { get; private set; }
    public ReaderGround Ground { get; private set; }
    public long FromId { get; private set; }
    public string FromName { get; private set; } = "";
    public string Note { get; private set; } = "";
    public DateTimeOffset GivenAt { get; private set; }

    /// <summary>已阅: when he opened it; null = not yet.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>Given again it is to be read again.</summary>
    public WorkItemReader Give(ReaderGround ground, Actor from, string note, DateTimeOffset at)
    {
        Ground = ground;
        (FromId, FromName, Note, GivenAt, ReadAt) = (from.UserId, from.SignedName, note, at, null);
        return this;
    }
}
