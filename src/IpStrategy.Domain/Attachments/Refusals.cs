using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Attachments;

public abstract record AttachmentRefusal(RefusalGround Ground) : DomainRefusal(Ground);

public sealed record AttachmentDoesNotExist() : AttachmentRefusal(RefusalGround.NotThere);

public sealed record AttachmentIsMissing() : AttachmentRefusal(RefusalGround.AgainstRules);

public sealed record FileIsEmpty(string Name) : AttachmentRefusal(RefusalGround.AgainstRules);

public sealed record FileNameIsNotAllowed() : AttachmentRefusal(RefusalGround.AgainstRules);

public sealed record FileTypeIsNotTaken(string Name, ImmutableArray<string> Taken)
    : AttachmentRefusal(RefusalGround.AgainstRules);

/// <summary>What is in it is not what its name says.</summary>
public sealed record FileContentIsAnother(string Name, string Extension)
    : AttachmentRefusal(RefusalGround.AgainstRules);

public sealed record FileHasMacros(string Name) : AttachmentRefusal(RefusalGround.AgainstRules);

/// <summary>Nobody can look into it, neither this program nor a scanner.</summary>
public sealed record FileIsEncrypted(string Name) : AttachmentRefusal(RefusalGround.AgainstRules);

public sealed record ArchiveIsNotTaken(string Name, ArchiveFault Fault) : AttachmentRefusal(RefusalGround.AgainstRules);

public sealed record FileIsTooLarge(long MostBytes) : AttachmentRefusal(RefusalGround.AgainstRules);

public sealed record TooManyAttachments(int Most) : AttachmentRefusal(RefusalGround.AgainstRules);

public sealed record AttachmentsAreTooLarge(long MostBytes) : AttachmentRefusal(RefusalGround.AgainstRules);

public sealed record OnlyTheUploaderRemoves() : AttachmentRefusal(RefusalGround.NotAllowed);

/// <summary>The scanner has not come to it yet; a little later it is handed out.</summary>
public sealed record AttachmentIsNotScannedYet() : AttachmentRefusal(RefusalGround.AgainstRules);

public sealed record AttachmentIsInfected(string Finding) : AttachmentRefusal(RefusalGround.AgainstRules);
