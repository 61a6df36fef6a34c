using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IpStrategy.Domain.Notices;

namespace IpStrategy.Domain.Tests.Notices;

/// <summary>What must hold however the notice was typed.</summary>
public sealed class NoticeReaderPropertyTests
{
    private static readonly string _text = ReferenceFiles.Read("notices/tianjin-ip-2010.txt");
    private static readonly string _expected = Content(_text);
    private static readonly Config _config = Config.QuickThrowOnFailure.WithReplay(20100315, 1).WithMaxTest(60);

    [Fact]
    public void Where_the_lines_are_wrapped_changes_nothing() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => _expected == Content(Rewrapped(seed))).Check(_config);

    [Fact]
    public void The_width_of_brackets_and_commas_changes_nothing() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => _expected == Content(OtherWidths(seed))).Check(_config);

    // What counts as a digit to a pattern must be one to whoever reckons with it.
    [Theory]
    [InlineData('\u0660')]
    [InlineData('\u0966')]
    [InlineData('\uFF10')]
    public void The_script_of_digits_changes_nothing(char zero) =>
        Assert.Equal(
            _expected,
            // The texts themselves stay as they are printed.
            Shifted(Content(Shifted(_text, from: '0', to: zero)), from: zero, to: '0')
        );

    private static string Shifted(string text, char from, char to) =>
        string.Concat(text.Select(c => c >= from && c <= from + 9 ? (char)(c - from + to) : c));

    [Fact]
    public void No_bytes_make_it_fail()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                bytes => NoticeReader.Read(NoticeEncoding.Decode(bytes), Plan.Directory).Diagnostics.Length > 0
            )
            .Check(_config.WithMaxTest(300));
    }

    [Fact]
    public void No_shuffled_pieces_of_notices_make_it_fail_and_every_place_lies_in_the_text()
    {
        string[] pieces =
        [
            "(",
            ")",
            "（",
            "】",
            "[",
            "\n",
            "\r\n",
            "　　",
            "。",
            "、",
            ",",
            ";",
            ":",
            "和",
            "等",
            "等部门",
            "市科委",
            "市教委",
            "各区县人民政府",
            "火星局",
            "牵头",
            "负责",
            "会同",
            "配合",
            "按职责分工负责",
            "牵头单位:",
            "完成时限:",
            "一、",
            "(一)",
            "(二)",
            "1.",
            "①",
            "2010年",
            "10月",
            "底前",
            "每月",
            "到2020年",
            "100家",
            "制定",
            "计划",
            "二〇一〇年三月十五日",
            "主题词:",
            "由",
            "要",
            "无",
            "\u200b",
            "\ud800",
            "列第一位者为牵头单位",
        ];
        var texts = Gen.Elements(pieces).ListOf().Select(string.Concat).ToArbitrary();
        Prop.ForAll(texts, text => PlacesLieIn(text, NoticeReader.Read(text, Plan.Directory)))
            .Check(_config.WithMaxTest(2000).WithEndSize(80));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(市科委负责")]
    [InlineData("市科委、")]
    [InlineData("(一)")]
    [InlineData("一、\n")]
    [InlineData("牵头单位:市科委,")]
    [InlineData("负责")]
    [InlineData("由市科委")]
    [InlineData("2010年")]
    [InlineData("1\t2\t")]
    [InlineData("为牵头单位")]
    [InlineData("《")]
    [InlineData("制定")]
    [InlineData("()")]
    [InlineData("(市科委负责)")]
    [InlineData(")(")]
    [InlineData("[(")]
    [InlineData("(牵头")]
    public void A_repetition_takes_as_long_as_it_is(string piece)
    {
        const int growth = 8;
        var small = Fastest(string.Concat(Enumerable.Repeat(piece, 100_000 / growth / piece.Length)));
        var large = Fastest(string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length)));
        // What grows with the square takes 64 times as long; half of that is for a machine with other things to do.
        var atLeast = TimeSpan.FromMilliseconds(20);
        Assert.True(
            large < (small > atLeast ? small : atLeast) * (growth * growth / 2),
            $"{piece}: {small} and {large}"
        );
    }

    private static TimeSpan Fastest(string text) =>
        Enumerable
            .Range(0, 3)
            .Min(_ =>
            {
                var watch = System.Diagnostics.Stopwatch.StartNew();
                NoticeReader.Read(text, Plan.Directory);
                return watch.Elapsed;
            });

    private static bool PlacesLieIn(string text, NoticeDraft draft) =>
        draft.Assignments.All(assignment =>
            assignment.Span.Start >= 0
            && assignment.Span.Start < assignment.Span.End
            && assignment.Span.End <= text.Length
        ) && draft.Diagnostics.All(diagnostic => diagnostic.Line >= 1 && diagnostic.Column >= 1);

    // Everything of the draft but places, in half width and without spaces: one that a wrap falls on is gone.
    private static string Content(string text)
    {
        var draft = NoticeReader.Read(text, Plan.Directory);
        var content = new StringBuilder();
        content.AppendLine(CultureInfo.InvariantCulture, $"{draft.Title} {draft.Issuer} {draft.Date}");
        content.AppendJoin('\n', draft.Sections.Select(section => section.ToString()));
        foreach (var item in draft.Assignments)
        {
            content.AppendLine(
                CultureInfo.InvariantCulture,
                $"{item.Number} {item.Label} {item.Section} {item.Text} {item.Responsibility} {item.Form} {item.LeadBasis}"
            );
            content.AppendJoin(' ', item.Leads.Concat(item.CoResponsible).Select(party => $"{party}")).AppendLine();
            content
                .AppendJoin(' ', item.Targets)
                .AppendJoin(' ', item.Deliverables)
                .AppendJoin(' ', item.Deadlines)
                .AppendLine();
        }

        var doubts = draft.Diagnostics.Where(diagnostic => diagnostic.Code != NoticeCode.WrappedNameJoined);
        content.AppendJoin(
            '\n',
            doubts
                .OrderBy(diagnostic => (diagnostic.Assignment ?? 0, diagnostic.Code))
                .Select(diagnostic =>
                    $"{diagnostic.Assignment} {diagnostic.Code} {string.Join(' ', diagnostic.Arguments)}"
                )
        );
        return content
            .ToString()
            .Replace('（', '(')
            .Replace('）', ')')
            .Replace('，', ',')
            .Replace('：', ':')
            .Replace(" ", "", StringComparison.Ordinal);
    }

    // Paragraph by paragraph: lines of 12 to 60 characters, sometimes one line.
    private static string Rewrapped(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        foreach (var paragraph in ParagraphsOf(_text))
        {
            var width = random.Next(5) == 0 ? int.MaxValue : random.Next(12, 60);
            for (var at = 0; at < paragraph.Length; at += Math.Min(width, paragraph.Length - at))
            {
                text.Append(paragraph.AsSpan(at, Math.Min(width, paragraph.Length - at))).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> ParagraphsOf(string text)
    {
        var paragraph = "";
        var count = 0;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var begins =
                count < 7
                || line.StartsWith('(') && line.IndexOf(')', StringComparison.Ordinal) is > 0 and < 6
                || line.Length > 2
                    && line[1] == '、'
                    && "一二三四五六七八九十".Contains(line[0], StringComparison.Ordinal)
                || line.StartsWith("主题词", StringComparison.Ordinal);
            if (begins && paragraph.Length > 0)
            {
                yield return paragraph;
                paragraph = "";
            }

            paragraph += line;
            count++;
        }

        yield return paragraph;
    }

    private static string OtherWidths(int seed)
    {
        var random = new Random(seed);
        return string.Concat(
            _text.Select(letter =>
                (letter, random.Next(2)) switch
                {
                    ('(', 1) => '（',
                    (')', 1) => '）',
                    (',', 1) => '，',
                    (':', 1) => '：',
                    _ => letter,
                }
            )
        );
    }
}
