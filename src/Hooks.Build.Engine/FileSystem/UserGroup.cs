namespace Hooks.Build.Engine.FileSystem;

/// <summary>Knows the groups that many systems give each user, with nobody else in them: what they may write is the user's own.</summary>
internal static class UserGroup
{
    private const int Most = 1 << 20;

    // Fields of a line: of both lists, and of a user's the group that is the user's first.
    private const int Number = 2;
    private const int Group = 3;

    /// <summary>Whether a group is a user's alone.</summary>
    /// <param name="user">The user's number.</param>
    /// <param name="group">The group's number.</param>
    /// <param name="users">The system's list of users.</param>
    /// <param name="groups">The system's list of groups.</param>
    public static bool IsAlone(uint user, uint group, string users = "/etc/passwd", string groups = "/etc/group")
    {
        var people = Lines(users);
        if (people.Any(fields => IsNumber(fields, Group, group) && !IsNumber(fields, Number, user)))
        {
            return false;
        }

        // A group that no file lists is known by its number alone, which most have from their user. Where numbers went apart the group has the user's name.
        var name = people.Find(fields => IsNumber(fields, Number, user)) is [{ Length: > 0 } found, ..] ? found : null;
        return Lines(groups).Find(fields => IsNumber(fields, Number, group)) is [var groupName, _, _, var members, ..]
            ? (user == group || groupName == name) && (members.Length == 0 || members == name)
            : user == group;
    }

    private static List<string[]> Lines(string list)
    {
        try
        {
            return [.. System.Text.Encoding.UTF8.GetString(KeptFile.Read(list, Most) ?? []).Split('\n').Select(line => line.Split(':'))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsNumber(string[] fields, int at, uint number) =>
        fields.Length > at
            && uint.TryParse(fields[at], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var found)
            && found == number;
}
