namespace IpStrategy.Domain.Notices;

/// <summary>A labelled stretch of text and what is labelled below it.</summary>
/// <param name="Label">Its label, or null for the whole body and for a paragraph without one.</param>
/// <param name="Start">Where the label begins.</param>
/// <param name="Own">Its own text, after the label and before the first label below it.</param>
internal sealed record OutlineNode(ItemLabel? Label, int Start, FlatRange Own)
{
    public List<OutlineNode> Children { get; } = [];

    /// <summary>Where everything below it ends.</summary>
    public int End => Children.Count == 0 ? Own.End : Children[^1].End;

    public IEnumerable<OutlineNode> Subtree() => Children.SelectMany(child => child.Subtree()).Prepend(this);
}

/// <summary>Builds the tree of labels. Which of its nodes are the tasks is not decided here.</summary>
internal sealed class OutlineReader(SourceText source)
{
    private readonly Dictionary<LabelKind, int> _last = [];
    private readonly List<OutlineNode> _path = [];

    /// <summary>The body's root; its own text is what stands before the first label.</summary>
    public OutlineNode Read(int firstLine, int endLine)
    {
        var starts = Labels(firstLine, endLine);
        var end = firstLine < endLine ? source.Lines[endLine - 1].End : 0;
        var begin = firstLine < endLine ? source.Lines[firstLine].Start : 0;
        var root = new OutlineNode(null, begin, new FlatRange(begin, starts.Count > 0 ? starts[0].At : end));
        for (var index = 0; index < starts.Count; index++)
        {
            var (at, label) = starts[index];
            var next = index + 1 < starts.Count ? starts[index + 1].At : end;
            Hang(root, new OutlineNode(label, at, new FlatRange(at + label.Length, next)));
        }

        return root;
    }

    private List<(int At, ItemLabel Label)> Labels(int firstLine, int endLine)
    {
        var labels = new List<(int At, ItemLabel Label)>();
        for (var index = firstLine; index < endLine; index++)
        {
            var line = source.Lines[index];
            if (
                Numbering.At(source.Flat.AsSpan(line.Start, line.End - line.Start)) is { } label
                && Begins(label, index, firstLine)
            )
            {
                labels.Add((line.Start, label));
                _last[label.Kind] = label.Number;
            }
        }

        return labels;
    }

    // A hard wrap can bring a numeral to the start of a line: it is a label if it is the next one, or if the line before
    // had come to an end.
    private bool Begins(ItemLabel label, int index, int firstLine)
    {
        if (index == firstLine || source.Lines[index].AfterBlank || source.Lines[index].Indented)
        {
            return true;
        }

        var expected = label.Number == _last.GetValueOrDefault(label.Kind) + 1 || label.Number == 1;
        var before = source.Lines[index - 1];
        var ended = source.Flat[before.End - 1] is '。' or ';' or ':' or ')' or ']' or '!' or '?';
        var heading = Numbering.At(source.Flat.AsSpan(before.Start, before.End - before.Start)) is not null;
        return expected || ended || heading;
    }

    private void Hang(OutlineNode root, OutlineNode node)
    {
        var same = _path.FindIndex(open => open.Label!.Value.Kind == node.Label!.Value.Kind);
        if (same >= 0)
        {
            _path.RemoveRange(same, _path.Count - same);
        }

        while (same < 0 && _path.Count > 0 && _path[^1].Label!.Value.Kind > node.Label!.Value.Kind)
        {
            _path.RemoveAt(_path.Count - 1);
        }

        (_path.Count > 0 ? _path[^1] : root).Children.Add(node);
        _path.Add(node);
    }
}
