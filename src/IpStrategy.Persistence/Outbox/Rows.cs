namespace IpStrategy.Persistence.Outbox;

public enum MessageKind
{
    Reminder,
    Urge,
    Issued,
    Returned,
    Overdue,
    FellToPostBox,

    /// <summary>加签: drawn into a step.</summary>
    AskedToSign,

    /// <summary>延期: a later date was granted.</summary>
    ExtensionApproved,
    ExtensionRefused,

    /// <summary>The day's end of the record's chain.</summary>
    AuditAnchor,

    // What the office or a leader did to an assignment that one takes part in.
    Suspended,
    Resumed,
    Terminated,
    Voided,
    HandedOver,
    Changed,
    Instructed,

    /// <summary>代理: somebody stands in for somebody from a day on, or no longer does.</summary>
    ProxyNamed,
    ProxyEnded,

    /// <summary>抄送.</summary>
    CopiedTo,

    /// <summary>What lay on one's desk is gone: the paper was returned, or taken back by who had handed it in.</summary>
    ClosedBecauseReturned,
    ClosedBecauseWithdrawn,

    /// <summary>委派: asked for an answer that goes back to whoever asked.</summary>
    Delegated,

    /// <summary>转办: from now on it lies with the one who is told.</summary>
    Transferred,

    /// <summary>送审: a draft plan lies before the director, or has come back to the clerk.</summary>
    PlanSubmitted,
    PlanSentBack,

    /// <summary>附件: the scanner found something in a file.</summary>
    AttachmentInfected,

    /// <summary>答复: who was asked has answered, and it lies with the one who asked again.</summary>
    Resolved,

    /// <summary>接管: the office has taken it from whoever had it.</summary>
    TakenOver,

    /// <summary>新待办: somebody's turn has come.</summary>
    Arrived,

    /// <summary>否决: the paper comes back to who had handed it in.</summary>
    Rejected,

    /// <summary>机构改革: what one's agency takes over; and, for the office, that it was carried out.</summary>
    WorkTakenOver,
    Reorganised,

    /// <summary>On its day a reorganisation could not be carried out.</summary>
    ReorganisationStuck,
}

/// <summary>A message in somebody's in-app inbox. Facts, not text: pages word it in the reader's language.</summary>
public sealed class InboxMessage
{
    private InboxMessage() { }

    public InboxMessage(long id, long recipientId, MessageKind kind, string facts, DateTimeOffset createdAt)
    {
        (Id, RecipientId, Kind, Facts, CreatedAt) = (id, recipientId, kind, facts, createdAt);
    }

    public long Id { get; private set; }
    public long RecipientId { get; private set; }
    public MessageKind Kind { get; private set; }

    /// <summary>JSON object: assignment number and label, step, due date, offset, sender, wording.</summary>
    public string Facts { get; private set; } = "{}";
    public long? WorkItemId { get; private set; }
    public long? UndertakingId { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>What makes this message one: the same fact is never told to the same person twice.</summary>
    public string OnceKey { get; private set; } = "";

    public InboxMessage About(long? workItemId, long? undertakingId, string onceKey)
    {
        (WorkItemId, UndertakingId, OnceKey) = (workItemId, undertakingId, onceKey);
        return this;
    }

    public void Read(DateTimeOffset at) => ReadAt ??= at;
}

/// <summary>Something to be sent outside after the commit, at least once, with a stable id.</summary>
public sealed class OutboxMessage
{
    private OutboxMessage() { }

    public OutboxMessage(long id, string channel, string payload, DateTimeOffset createdAt) =>
        (Id, Channel, Payload, CreatedAt, NextAttemptAt) = (id, channel, payload, createdAt, createdAt);

    public long Id { get; private set; }
    public string Channel { get; private set; } = "";
    public string Payload { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset NextAttemptAt { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }
    public string? LastError { get; private set; }

    public void Delivered(DateTimeOffset at) => (DeliveredAt, Attempts, LastError) = (at, Attempts + 1, null);

    public void Failed(string error, DateTimeOffset nextAttemptAt) =>
        (Attempts, LastError, NextAttemptAt) = (Attempts + 1, error, nextAttemptAt);
}

/// <summary>The first answer to a request, kept so that a repetition gets it again. Lives 24 hours.</summary>
public sealed class IdempotencyKey
{
    private IdempotencyKey() { }

    public IdempotencyKey(long userId, string key, string requestHash, string answer, DateTimeOffset createdAt)
    {
        (UserId, Key, RequestHash, Answer, CreatedAt) = (userId, key, requestHash, answer, createdAt);
    }

    public long UserId { get; private set; }
    public string Key { get; private set; } = "";
    public string RequestHash { get; private set; } = "";
    public string Answer { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
}

/// <summary>A setting of the installation that people change while it runs.</summary>
public sealed class Setting
{
    private Setting() { }

    public Setting(string name, string value) => (Name, Value) = (name, value);

    public string Name { get; private set; } = "";
    public string Value { get; private set; } = "";

    public void Change(string value) => Value = value;
}
