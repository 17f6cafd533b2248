"""What pages show of venues, organisers, contacts and pictures, as the components take it."""


def picture_for_template(picture) -> dict:
    """The picture of a page, with its alternative text."""
    return {"picture": picture, "picture_alt": picture.alt_text if picture else ""}


def venue_for_template(venue) -> dict | None:
    """A venue, or None."""
    if not venue:
        return None
    name = venue.said("name")
    return {
        "name": name,
        "address": venue.address,
        "city": venue.locality if venue.locality not in name.plain else "",
        "directions": venue.said("directions"),
        "map_url": venue.map_url,
    }


def organiser_for_template(organiser) -> dict:
    """An organiser."""
    return {"name": organiser.said("name"), "url": organiser.website, "logo": organiser.logo}


def contact_for_template(contact) -> dict:
    """A contact, with the organiser it belongs to."""
    return {
        "name": contact.said("name"),
        "role": contact.said("role"),
        "organiser": contact.organiser.said("name") if contact.organiser else "",
        "email": contact.email,
        "phone": contact.phone,
        "phone_href": contact.phone_href,
    }
