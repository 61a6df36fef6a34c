using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

/// <summary>Numbers the letters of one issue: on from the last of the year, one for each undertaking.</summary>
internal sealed class LetterNumbers(
    IpStrategyContext db,
    ReferenceTables reference,
    PlanSettings settings,
    DomainClock clock
)
{
    private int? _last;

    public async Task NumberAsync(Undertaking undertaking, CancellationToken cancel)
    {
        var year = reference.Days.DateAt(clock.Now).Year;
        if (_last is null)
        {
            // Two plans issued at once must not number from the same place.
            await RowLocks.NameAsync(db, $"letters {year}", cancel);
            _last =
                await db.Undertakings.Where(u => u.LetterYear == year).MaxAsync(u => (int?)u.LetterSequence, cancel)
                ?? 0;
        }
        _last++;
        undertaking.NumberLetter(
            year,
            _last.Value,
            settings.Numbering.Number(year, _last.Value, undertaking.AssignmentNumber)
        );
    }
}
