using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Approvals;

public sealed record ReadersAreMissing() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record TooManyReaders(int Most) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record CopyNeedsSomebodyElse() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>What was given him to read he does not hand on.</summary>
public sealed record ReadersOnlyRead() : DomainRefusal(RefusalGround.NotAllowed);

/// <summary>How somebody comes to see a work item.</summary>
public enum SeenAs
{
    /// <summary>By his post, his agency or his desk.</summary>
    ByRight,

    /// <summary>It was given him to read.</summary>
    Reader,
}

/// <summary>抄送: who may give what to read to whom. Nothing about who may act changes by it.</summary>
public static class CopyRules
{
    public const int MostReaders = 50;

    public static DomainRefusal? MayCopy(SeenAs seen) => seen == SeenAs.ByRight ? null : new ReadersOnlyRead();

    public static DomainRefusal? CheckCount(int readers) =>
        readers switch
        {
            0 => new ReadersAreMissing(),
            > MostReaders => new TooManyReaders(MostReaders),
            _ => null,
        };

    /// <summary>To colleagues, and to whom it concerns anyway; the office gives to anybody who has work to do here.</summary>
    public static Refusal? MayRead(Actor giver, Reader reader) =>
        reader switch
        {
            _ when reader.Person.UserId == giver.UserId => new CopyNeedsSomebodyElse(),
            _ when !ProxyRules.HasDesk(reader.Person) => new ThisPostHasNoDesk(reader.UserName),
            { IsColleague: true } or { SeesIt: true } => null,
            _ => giver.IsOffice ? null : new OnlyTheOfficeActsAcrossAgencies(),
        };
}

/// <summary>Somebody who is to read a work item.</summary>
/// <param name="IsColleague">Of the same body as the giver.</param>
/// <param name="SeesIt">May see it by right.</param>
public sealed record Reader(Actor Person, string UserName, bool IsColleague, bool SeesIt);
