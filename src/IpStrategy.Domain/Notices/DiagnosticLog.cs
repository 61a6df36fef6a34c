using System.Collections.Immutable;

namespace IpStrategy.Domain.Notices;

/// <summary>Collects remarks and puts them in the order of the text.</summary>
internal sealed class DiagnosticLog(SourceText source)
{
    private readonly List<(int At, NoticeDiagnostic Diagnostic)> _entries = [];

    public void Add(Remark remark, int? assignment)
    {
        var (line, column) = source.Position(remark.At);
        _entries.Add(
            (
                remark.At,
                new NoticeDiagnostic(
                    NoticeCode.SeverityOf(remark.Code),
                    remark.Code,
                    [.. remark.Arguments],
                    line,
                    column,
                    assignment
                )
            )
        );
    }

    public ImmutableArray<NoticeDiagnostic> InOrder() =>
        [.. _entries.OrderBy(entry => entry.At).Select(entry => entry.Diagnostic)];
}
