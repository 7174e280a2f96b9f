using System.Globalization;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.LogReports;

/// <summary>Times of a report, as people write and read them.</summary>
internal static class ReportTime
{
    private const double MostDays = 36_500;
    private static readonly string[] Formats = [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mmK",
        "O"];

    /// <summary>Reads since when: <c>12h</c>, <c>7d</c>, <c>2w</c>, or a date.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="saidAs">What it was written to.</param>
    /// <param name="now">What is now.</param>
    /// <exception cref="HooksException">HOOK9002: it is none of these.</exception>
    public static DateTimeOffset Since(string text, string saidAs, DateTimeOffset now)
    {
        var word = text.Trim();
        if (word.Length > 1
            && int.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Days(word[^1]) is { } days)
        {
            return number > 0 && number * days <= MostDays
                ? now - TimeSpan.FromDays(number * days)
                : throw Wrong("a time of the past is wanted, of a hundred years at most");
        }

        if (!DateTimeOffset.TryParseExact(word, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var date))
        {
            throw Wrong("allowed: a number of hours, days or weeks such as 12h, 7d or 2w, or a date such as 2026-04-30 or 2026-04-30T12:00");
        }

        return date < now && now - date <= TimeSpan.FromDays(MostDays)
            ? date
            : throw Wrong(date >= now ? "that is not over yet" : "a time of the last hundred years is wanted");

        HooksException Wrong(string what) => new(Codes.InvalidSetting, $"{saidAs} is '{text}'; {what}");
    }

    /// <summary>A moment on this machine's clock.</summary>
    public static string Of(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static double? Days(char unit) => unit switch
    {
        'h' => 1 / 24.0,
        'd' => 1,
        'w' => 7,
        _ => null,
    };
}
