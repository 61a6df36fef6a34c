using System.Collections.Immutable;
using System.Globalization;

namespace IpStrategy.Domain.Notices;

/// <summary>
/// A table as the whole list: a row of headings (序号, 重点任务, 牵头单位, 责任单位, 完成时限), cells parted by tabs or
/// upright strokes, a task in every row. A row that does not fit the headings is unread.
/// </summary>
internal sealed class TaskTable(ReadingContext context)
{
    private enum Column
    {
        Unknown,
        Number,
        Task,
        Party,
    }

    /// <summary>The table's tasks, or null if the text holds no table of tasks.</summary>
    public SelectedItems? Read()
    {
        ImmutableArray<Heading>? headings = null;
        var items = ImmutableArray.CreateBuilder<TaskItem>();
        var remarks = ImmutableArray.CreateBuilder<Remark>();
        foreach (var line in context.Source.Lines)
        {
            var cells = context.Source.Cells(line);
            if (headings is null)
            {
                headings = Headings(cells);
            }
            else if (cells.Length <= headings.Value.Length && Row(headings.Value, cells) is { } item)
            {
                items.Add(item);
            }
            else if (cells.Length > 1 && !IsRule(line))
            {
                var row = new FlatRange(line.Start, line.End);
                remarks.Add(new Remark(NoticeCode.UnparsedText, line.Start, Excerpt.Of(context.Source, row)));
            }
        }

        return headings is null ? null : new SelectedItems([], items.ToImmutable(), remarks.ToImmutable());
    }

    // The line of strokes below a heading.
    private bool IsRule(SourceLine line) =>
        context.Flat.AsSpan(line.Start, line.End - line.Start).IndexOfAnyExcept("|-:+") < 0;

    private ImmutableArray<Heading>? Headings(ImmutableArray<FlatRange> cells)
    {
        ImmutableArray<Heading> headings = [.. cells.Select(cell => HeadingOf(context.Flat[cell.Start..cell.End]))];
        return
            headings.Any(heading => heading.Column == Column.Task)
            && headings.Any(heading => heading.Role is not null and not PartyRole.Deadline)
            ? headings
            : null;
    }

    private static Heading HeadingOf(string name)
    {
        if (name is "序号" or "编号" or "项号")
        {
            return new Heading(Column.Number, null);
        }

        if (
            RoleWords.LabelAt(name + ":", new FlatRange(0, name.Length + 1)) is { } label
            && label.Length >= name.Length
        )
        {
            return new Heading(Column.Party, label.Role);
        }

        string[] tasks = ["任务", "事项", "工作内容", "主要内容", "工作措施", "重点工作", "项目"];
        return new Heading(
            tasks.Any(word => name.EndsWith(word, StringComparison.Ordinal)) ? Column.Task : Column.Unknown,
            null
        );
    }

    private TaskItem? Row(ImmutableArray<Heading> headings, ImmutableArray<FlatRange> cells)
    {
        var filled = headings.Zip(cells).Where(pair => !pair.Second.IsEmpty).ToArray();
        var tasks = filled.Where(pair => pair.First.Column == Column.Task).Select(pair => pair.Second).ToArray();
        if (tasks.Length == 0 || filled.All(pair => pair.First.Column is Column.Task or Column.Unknown))
        {
            return null;
        }

        var number = filled
            .Where(pair => pair.First.Column == Column.Number)
            .Select(pair => pair.Second)
            .FirstOrDefault();
        var label = Number(number);
        if (label is null && !number.IsEmpty)
        {
            return null;
        }

        var start = label is null ? tasks[0].Start : number.Start;
        return new TaskItem(label, start, tasks[0] with { End = tasks[^1].End }, null)
        {
            Given = Clause([.. filled.Where(pair => pair.First.Role is not null)], tasks[^1]),
        };
    }

    private Clause Clause(ImmutableArray<(Heading Heading, FlatRange Cell)> cells, FlatRange task)
    {
        ImmutableArray<ClausePhrase> phrases =
        [
            .. cells
                .Where(pair => pair.Heading.Role != PartyRole.Deadline)
                .Select(pair => new ClausePhrase(
                    pair.Heading.Role!.Value,
                    new PartyListReader(context).Read(pair.Cell),
                    pair.Cell
                )),
        ];
        var place = cells.IsEmpty
            ? task with
            {
                Start = task.End,
            }
            : new FlatRange(cells[0].Cell.Start, cells[^1].Cell.End);
        return new Clause(
            place,
            phrases,
            ClauseStyle.Labelled,
            [.. phrases.SelectMany(phrase => phrase.Listing.Remarks)]
        )
        {
            Deadlines = [.. cells.Where(pair => pair.Heading.Role == PartyRole.Deadline).Select(pair => pair.Cell)],
        };
    }

    private ItemLabel? Number(FlatRange cell)
    {
        var text = context.Flat.AsSpan(cell.Start, cell.End - cell.Start);
        var number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            ? digits
            : Numbering.ChineseNumber(text);
        return number is { } value ? new ItemLabel(LabelKind.Digit, value, text.Length, text.Length) : null;
    }

    private sealed record Heading(Column Column, PartyRole? Role);
}
