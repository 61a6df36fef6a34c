using System.Globalization;

namespace IpStrategy.Domain.Notices;

/// <summary>Says where the numbering of tasks or chapters has a gap or stands twice. It may run through or restart.</summary>
internal sealed class NumberRemarks(DiagnosticLog log)
{
    private readonly Dictionary<LabelKind, Run> _runs = [];

    public void Say(SelectedItems selected)
    {
        foreach (var (node, _) in selected.Sections)
        {
            Check(node.Label!.Value, (node.Start, 0), null);
        }

        _runs.Clear();
        for (var index = 0; index < selected.Items.Length; index++)
        {
            if (selected.Items[index] is { Label: { } label } item)
            {
                Check(label, (item.Start, item.Parent), index + 1);
            }
        }
    }

    private void Check(ItemLabel label, (int At, int Parent) place, int? assignment)
    {
        var number = label.Number;
        if (!_runs.TryGetValue(label.Kind, out var run) || (number == 1 && place.Parent != run.Parent))
        {
            _runs[label.Kind] = run = new Run();
        }

        if (!run.Seen.Add(number))
        {
            log.Add(new Remark(NoticeCode.NumberDuplicate, place.At, Text(number)), assignment);
        }
        else if (number != run.Last + 1)
        {
            log.Add(new Remark(NoticeCode.NumberGap, place.At, Text(run.Last + 1), Text(number)), assignment);
        }

        (run.Last, run.Parent) = (number, place.Parent);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Run
    {
        public HashSet<int> Seen { get; } = [];

        public int Last { get; set; }

        public int Parent { get; set; } = -1;
    }
}
