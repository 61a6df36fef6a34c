using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Attachments;

/// <summary>What is known of a file's harmlessness.</summary>
public enum ScanState
{
    /// <summary>Nobody has looked: there is no scanner, or it has not come to it yet.</summary>
    Unscanned,
    Scanned,
    Infected,
}

/// <summary>附件: a file somebody put to a work item. Its content lies in the data folder under its hash.</summary>
public sealed class Attachment
{
    private Attachment() { }

    public Attachment(long id, WorkItem item, StoredContent content, Actor by)
    {
        (Id, WorkItemId, UndertakingId, AssignmentId) = (id, item.Id, item.UndertakingId, item.AssignmentId);
        (Name, Extension, Size, Hash) = (content.Name, content.Extension, content.Size, content.Hash);
        (UploadedById, UploadedByName) = (by.UserId, by.Name);
        (UploadedForId, UploadedForName) = (by.For?.UserId, by.For?.Name);
    }

    public long Id { get; private set; }
    public long WorkItemId { get; private set; }

    // Null, both, where the process belongs to no assignment.
    public long? UndertakingId { get; private set; }
    public long? AssignmentId { get; private set; }

    /// <summary>Cleaned, with its extension; see <see cref="FileNames"/>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The kind that the content was found to be: <c>pdf</c>, <c>docx</c>.</summary>
    public string Extension { get; private set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; private set; }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>敏感: whoever reads it is put on record.</summary>
    public bool IsSensitive { get; private set; }
    public ScanState State { get; private set; }

    /// <summary>What the scanner found; null = nothing.</summary>
    public string? Finding { get; private set; }
    public long UploadedById { get; private set; }
    public string UploadedByName { get; private set; } = "";

    /// <summary>代理: for whom; null where he did it for himself.</summary>
    public long? UploadedForId { get; private set; }
    public string? UploadedForName { get; private set; }
    public DateTimeOffset UploadedAt { get; private set; }

    /// <summary>Both, as it is shown.</summary>
    public string UploadedBy => PersonName.Of(UploadedByName, UploadedForName);

    public Attachment At(DateTimeOffset at, Sensitivity sensitivity)
    {
        (UploadedAt, IsSensitive) = (at, sensitivity == Sensitivity.Sensitive);
        return this;
    }

    public void Pass() => State = ScanState.Scanned;

    public void Condemn(string finding) => (State, Finding) = (ScanState.Infected, finding);
}

public enum Sensitivity
{
    Ordinary,
    Sensitive,
}

/// <summary>A received file as it will be stored.</summary>
public sealed record StoredContent(string Name, string Extension, long Size, string Hash);
