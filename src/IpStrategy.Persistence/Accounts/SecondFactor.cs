namespace IpStrategy.Persistence.Accounts;

/// <summary>动态验证码: what an account's authenticator shares with it, and how often somebody guessed. None before enrolment begins.</summary>
public sealed class SecondFactor
{
    private SecondFactor() { }

    public SecondFactor(long userId, string secret) => (UserId, Secret) = (userId, secret);

    public long UserId { get; private set; }

    /// <summary>Sealed with the keys of the data folder; never in the clear.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>Null until the first code from the authenticator proved that it holds the secret.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Time step of the newest code that was taken: neither it nor an earlier one is taken again (RFC 6238 §5.2).</summary>
    public long LastStep { get; set; }

    /// <summary>Codes tried since the last right one.</summary>
    public int Tries { get; set; }
    public DateTimeOffset? LockedUntil { get; set; }
}

/// <summary>One of the codes that stand in for a lost authenticator; gone when used.</summary>
public sealed class RecoveryCode
{
    private RecoveryCode() { }

    public RecoveryCode(long id, long userId, string hash) => (Id, UserId, Hash) = (id, userId, hash);

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public string Hash { get; private set; } = "";
}

/// <summary>A password that somebody had before; only its hash, to refuse it when it comes again.</summary>
public sealed class UsedPassword
{
    private UsedPassword() { }

    public UsedPassword(long id, long userId, string hash) => (Id, UserId, Hash) = (id, userId, hash);

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public string Hash { get; private set; } = "";
}
