using System.Runtime.InteropServices;

namespace IpStrategy.Application.Accounts;

/// <summary>
/// Counts tries to sign in, by name and by where they come from. Whoever guesses locks the name for himself: a name that can be
/// guessed, such as an agency's, must not be a way to keep its holder out. Held in memory, of names that exist and that do not alike,
/// so that nothing tells which do; what all places together may try is counted in the account's row as well (<see cref="SignIn"/>).
/// </summary>
public sealed class SignInTries(TimeProvider clock)
{
    /// <summary>From one place with one name.</summary>
    public const int MostFromOnePlace = 5;

    /// <summary>From all places together with one name, those left out that have signed in with it before.</summary>
    public const int MostFromAll = 50;
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    /// <summary>So long is a place from which somebody has signed in taken for theirs.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromDays(30);

    // What a flood of invented names may occupy; beyond it the oldest counts give way.
    private const int MostCounts = 100_000;
    private const int LongestName = 64;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Name, string Place), Count> _counts = [];
    private DateTimeOffset _swept;

    /// <summary>Takes a try before the password is looked at.</summary>
    /// <returns>Until when there is none; null when this one may be made.</returns>
    public DateTimeOffset? Take(string name, string place)
    {
        name = name.Length > LongestName ? name[..LongestName] : name;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            Sweep(now);
            return Take((name, place), MostFromOnePlace, now)
                ?? (IsTrusted(name, place, now) ? null : Take((name, EveryPlace), MostFromAll, now));
        }
    }

    /// <summary>Whether somebody has signed in with this name from this place not long ago.</summary>
    public bool IsTrusted(string name, string place)
    {
        lock (_gate)
        {
            return IsTrusted(name, place, clock.GetUtcNow());
        }
    }

    /// <summary>A sign-in that went well: the tries before it are forgotten, and the place is trusted.</summary>
    public void Forget(string name, string place)
    {
        lock (_gate)
        {
            _counts[(name, place)] = new Count { TrustedUntil = clock.GetUtcNow() + Trust };
        }
    }

    /// <summary>A new password: nobody is locked out for the old one, and no place is trusted for it.</summary>
    public void ForgetAll(string name)
    {
        lock (_gate)
        {
            foreach (var key in _counts.Keys.Where(k => k.Name == name).ToList())
            {
                _counts.Remove(key);
            }
        }
    }

    private const string EveryPlace = "*";

    private DateTimeOffset? Take((string, string) key, int most, DateTimeOffset now)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _);
        count ??= new Count();
        if (count.Tries > 0 && count.EndsAt <= now)
        {
            count.Tries = 0;
        }
        if (count.Tries >= most)
        {
            return count.EndsAt;
        }
        count.Tries++;
        count.EndsAt = now + LockOut;
        return null;
    }

    private bool IsTrusted(string name, string place, DateTimeOffset now) =>
        _counts.TryGetValue((name, place), out var count) && count.TrustedUntil > now;

    private void Sweep(DateTimeOffset now)
    {
        if (_counts.Count < MostCounts && now - _swept < LockOut)
        {
            return;
        }
        _swept = now;
        Remove(c => c.EndsAt <= now && c.TrustedUntil <= now);
        if (_counts.Count >= MostCounts)
        {
            Remove(c => c.TrustedUntil <= now && c.Tries < MostFromOnePlace);
        }
    }

    private void Remove(Func<Count, bool> isOver)
    {
        foreach (var key in _counts.Where(c => isOver(c.Value)).Select(c => c.Key).ToList())
        {
            _counts.Remove(key);
        }
    }

    /// <summary>The time runs from the last try: who goes on stays out.</summary>
    private sealed class Count
    {
        public int Tries { get; set; }
        public DateTimeOffset EndsAt { get; set; }
        public DateTimeOffset TrustedUntil { get; init; }
    }
}
