using System.Globalization;

namespace IpStrategy.Domain.Notices;

/// <summary>Says where the numbering of tasks or chapters has a gap or stands twice. It may run through or restart.</summary>
internal sealed class NumberRemarks(DiagnosticLog log)
{
    private readonly HashSet<int> _seen = [];
    private int _last;
    private int _parent = -1;

    public void Say(SelectedItems selected)
    {
        foreach (var section in selected.Sections)
        {
            Check(section.Node.Label!.Value.Number, (section.Node.Start, 0), null);
        }

        Restart(-1);
        for (var index = 0; index < selected.Items.Length; index++)
        {
            if (selected.Items[index] is { Label: { } label } item)
            {
                Check(label.Number, (item.Start, item.Parent), index + 1);
            }
        }
    }

    private void Check(int number, (int At, int Parent) place, int? assignment)
    {
        if (number == 1 && place.Parent != _parent)
        {
            Restart(place.Parent);
        }

        if (!_seen.Add(number))
        {
            log.Add(new Remark(NoticeCode.NumberDuplicate, place.At, Text(number)), assignment);
        }
        else if (number != _last + 1)
        {
            log.Add(new Remark(NoticeCode.NumberGap, place.At, Text(_last + 1), Text(number)), assignment);
        }

        (_last, _parent) = (number, place.Parent);
    }

    private void Restart(int parent)
    {
        _seen.Clear();
        (_last, _parent) = (0, parent);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
