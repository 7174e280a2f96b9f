using System.Globalization;

namespace Hooks.Build;

/// <summary>What Linux tells of processes and threads in /proc. Each of them may end between any two steps of the reader.</summary>
internal static class ProcessFiles
{
    /// <summary>
    /// The content of a file in /proc; nothing where its process or thread has ended (it cannot be opened, or not be read any more) or is another user's.
    /// </summary>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>The ids of all processes.</summary>
    public static IEnumerable<int> All() =>
        Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => char.IsAsciiDigit(name![0]))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    /// <summary>The words of a command line, a blank between them; nothing of one that has ended.</summary>
    public static string CommandLine(int process) => Read($"/proc/{process}/cmdline").Replace('\0', ' ').TrimEnd(' ');

    /// <summary>The name of its program, cut after 15 bytes; nothing of one that has ended.</summary>
    public static string Name(int process) => Read($"/proc/{process}/comm").TrimEnd('\n');

    /// <summary>State, parent, group, session and so on: the fields behind the name (proc(5), stat); nothing of one that has ended.</summary>
    public static string[] Stat(int process)
    {
        var stat = Read($"/proc/{process}/stat");
        return stat.Length > 0 ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ') : [];
    }

    /// <summary>Whether it has not ended: one that its parent has not asked how it ended, has.</summary>
    public static bool IsRunning(int process) => Stat(process) is [not ("Z" or "X"), ..];

    /// <summary>The ids of the processes that a process has started and not yet asked how they ended.</summary>
    public static string[] ChildrenOf(int process)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{process}/task")
                .SelectMany(task => Read(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }
}
