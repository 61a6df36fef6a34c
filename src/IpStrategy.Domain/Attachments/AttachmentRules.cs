using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Attachments;

/// <summary>Who may do what with an attachment. Each rule reads as a decision table, first match wins.</summary>
public static class AttachmentRules
{
    /// <summary>Whoever may act on the work item now.</summary>
    public static Refusal? MayAttach(WorkItemCase c, int? seenVersion) => WorkItemRules.MayAct(c, seenVersion);

    /// <summary>One's own, or what was put there on one's behalf, while the item is open.</summary>
    public static Refusal? MayRemove(WorkItemCase c, Attachment attachment) =>
        c switch
        {
            _ when !IsOwn(c.Actor, attachment) => new OnlyTheUploaderRemoves(),
            { IsOpen: false } => new WorkItemIsClosed(),
            _ => WorkItemRules.MayAct(c, null),
        };

    /// <summary>Seen at all is asked before; here, whether its content is fit to be handed out.</summary>
    public static AttachmentRefusal? MayRead(Attachment attachment, Scanning scanning) =>
        attachment switch
        {
            { State: ScanState.Infected } => new AttachmentIsInfected(attachment.Finding ?? ""),
            { State: ScanState.Unscanned } when scanning == Scanning.On => new AttachmentIsNotScannedYet(),
            _ => null,
        };

    private static bool IsOwn(Actor actor, Attachment attachment) =>
        attachment.UploadedById == actor.UserId || attachment.UploadedForId == actor.UserId;
}

/// <summary>Whether a scanner looks at what comes in.</summary>
public enum Scanning
{
    Off,
    On,
}
